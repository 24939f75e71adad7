/// The last bytes before an offset: when they stand there no more, the text was taken away.
///
/// A file's length alone does not tell: a file that is truncated and grows past the offset before
/// anybody looks is longer than before.
struct Fingerprint: Equatable, Sendable {
  /// How many bytes are remembered at most.
  static let length = 1024

  /// The offset behind the bytes.
  private(set) var end: Int64
  /// The bytes before `end`, fewer than `length` near the beginning of the file.
  private(set) var bytes: [UInt8]

  /// The fingerprint of a place where nothing has been read before, for example the beginning.
  init(at offset: Int64 = 0) {
    end = offset
    bytes = []
  }

  /// Moves over `next`, the bytes that follow the place in the file.
  mutating func advance(over next: [UInt8]) {
    end += Int64(next.count)
    if next.count >= Self.length {
      bytes = Array(next.suffix(Self.length))
    } else {
      bytes.append(contentsOf: next)
      bytes.removeFirst(max(0, bytes.count - Self.length))
    }
  }

  /// Whether nothing is remembered, so that every file would match.
  var isEmpty: Bool { bytes.isEmpty }

  /// Whether `file` still has the bytes at their place.
  func holds(in file: OpenFile) -> Bool {
    isEmpty || file.read(offset: end - Int64(bytes.count), count: bytes.count) == bytes
  }
}
