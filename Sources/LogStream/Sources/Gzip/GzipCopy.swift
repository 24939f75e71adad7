/// The text of a compressed file on its way into an unlinked temporary file, from which lines can be
/// read at any offset.
struct GzipCopy {
  /// How much is unpacked at a time, so that nothing else waits for long.
  private static let piece = 1 << 20

  private let source: GzipFile
  private let target: OpenFile
  private let limit: Int64
  private var size: Int64 = 0

  /// What a step came to.
  enum Step {
    /// There is more to unpack.
    case more
    /// The text is there, as far as it could be unpacked.
    case done(OpenFile, size: Int64, isWhole: Bool)
    /// There is no room for the text.
    case failed
  }

  /// A copy of at most `limit` bytes of the file at `path`, in `directory`.
  init(path: String, limit: Int64, directory: String) throws(LogSourceError) {
    source = try GzipFile(path: path)
    target = try OpenFile(temporaryIn: directory)
    self.limit = limit
  }

  /// Unpacks the next piece.
  mutating func step() -> Step {
    var bytes: [UInt8] = []
    switch source.read(Self.piece, into: &bytes) {
    case .bytes:
      guard size + Int64(bytes.count) <= limit else {
        return .done(target, size: size, isWhole: false)
      }
      guard target.write(bytes, at: size) else { return .failed }
      size += Int64(bytes.count)
      return .more
    case .end: return .done(target, size: size, isWhole: true)
    case .damaged: return .done(target, size: size, isWhole: false)
    }
  }
}
