/// When a log file makes room for a new one, and how many old ones stay.
public struct LogRotation: Equatable, Sendable {
  /// The size at which a new file begins, in bytes.
  public var limit: Int
  /// How many old files stay: `im.log.1` is the newest of them.
  public var keep: Int

  /// A rotation at a size of at least one byte that keeps at least one old file.
  public init(limit: Int, keep: Int) {
    self.limit = max(1, limit)
    self.keep = max(1, keep)
  }
}
