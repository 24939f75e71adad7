/// The pieces of a line that was too long for a container runtime, until the last one comes.
struct LinePieces: Sendable {
  /// More bytes of a line are not put together.
  static let limit = BlockScanner.lineLimit

  /// Who writes the line: a stream, perhaps of one of several pods.
  let writer: UInt64
  /// When the first piece was taken, in milliseconds.
  let time: Int64?
  /// What has come of the line.
  private(set) var bytes: [UInt8] = []
  /// Whether more has come than is put together.
  private(set) var isCut = false
  /// Where the pieces stand with what was put before them.
  var stretches: [TextStretch] = []
  /// When somebody first wanted to see the line since the last piece came.
  var firstLook: ContinuousClock.Instant?

  /// No piece yet.
  init(writer: UInt64 = 0, time: Int64? = nil) {
    self.writer = writer
    self.time = time
  }

  /// Adds a piece, as far as there is `room` for the line.
  mutating func add(_ piece: Span<UInt8>, room: Int) {
    let count = max(0, min(piece.count, min(room, Self.limit) - bytes.count))
    isCut = isCut || count < piece.count
    firstLook = nil
    piece.extracting(first: count).withUnsafeBufferPointer { bytes += $0 }
  }
}
