/// The pieces of a line that was too long for a container runtime, until the last one comes.
struct LinePieces: Sendable {
  /// A longer line is not put together.
  private static let limit = BlockScanner.lineLimit

  /// When the first piece was taken, in milliseconds.
  let time: Int64?
  /// The stream that the line was written to.
  let stream: UInt8
  /// Whether the line continues the record before it.
  let isContinuation: Bool
  /// What has come of the line.
  private(set) var bytes: [UInt8] = []

  /// No piece yet.
  init(time: Int64?, stream: UInt8, isContinuation: Bool) {
    self.time = time
    self.stream = stream
    self.isContinuation = isContinuation
  }

  /// Adds a piece, as far as there is room.
  mutating func add(_ piece: Span<UInt8>) {
    for index in 0..<min(piece.count, Self.limit - bytes.count) { bytes.append(piece[index]) }
  }
}
