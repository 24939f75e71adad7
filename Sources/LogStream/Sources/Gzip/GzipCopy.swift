/// The text of a compressed file on its way into unlinked temporary files, from which lines can be read
/// at any offset.
///
/// Two files, each half of the limit long: the newest lines stand at the end, so what is too much goes
/// from the begin.
struct GzipCopy {
  /// A part of the text, of whole lines.
  struct Piece {
    /// What holds it.
    var file: OpenFile
    /// How long it is.
    var size: Int64
  }

  private let source: GzipFile
  private let limit: Int64
  private let directory: String
  private var pieces: [Piece]
  private var isCut = false

  /// What a step came to.
  enum Step {
    /// There is more to unpack.
    case more
    /// The text is there, as far as it could be unpacked and kept, the newest piece last.
    case done([Piece], isWhole: Bool)
    /// There is no room for the text.
    case failed
  }

  /// A copy of about the last `limit` bytes of the file at `path`, in `directory`.
  init(path: String, limit: Int64, directory: String) throws(LogSourceError) {
    source = try GzipFile(path: path)
    pieces = [Piece(file: try OpenFile(temporaryIn: directory), size: 0)]
    self.limit = max(limit, 4)
    self.directory = directory
  }

  /// Unpacks a little more, so that nothing else waits for long.
  mutating func step() -> Step {
    var bytes: [UInt8] = []
    switch source.read(Int(min(1 << 20, limit / 4)), into: &bytes) {
    case .bytes: return append(bytes) ? .more : .failed
    case .end: return .done(pieces, isWhole: !isCut)
    case .damaged: return .done(pieces, isWhole: false)
    }
  }

  private mutating func append(_ bytes: [UInt8]) -> Bool {
    guard let last = pieces.last, last.size + Int64(bytes.count) > limit / 2 else {
      return write(bytes[...])
    }
    let end = (bytes.lastIndex(of: LineCutter.newline) ?? bytes.count - 1) + 1
    guard write(bytes[..<end]), let file = try? OpenFile(temporaryIn: directory) else {
      return false
    }
    if pieces.count > 1 {
      pieces.removeFirst()
      isCut = true
    }
    pieces.append(Piece(file: file, size: 0))
    return write(bytes[end...])
  }

  private mutating func write(_ bytes: ArraySlice<UInt8>) -> Bool {
    let last = pieces.count - 1
    guard pieces[last].file.write(Array(bytes), at: pieces[last].size) else { return false }
    pieces[last].size += Int64(bytes.count)
    return true
  }
}
