public import LogModel

/// What takes the lines of all sources in: the store, or a test.
///
/// A `LogIngest` calls `open` on the thread that reads, `scan` and `begin` on a second, `scanPast` on a
/// third, which may run behind all others, and `append` on a fourth: while a block is appended those behind
/// it are scanned. The others are called on any thread.
public protocol BlockSink: AnyObject, Sendable {
  /// Names a source before its first block comes; `location` is the index of the one that it was found
  /// at.
  func open(source: Int, name: String, location: Int)
  /// Does what can be done with new lines before the blocks ahead are appended.
  func scan(_ block: LogBlock) -> ScannedBlock
  /// Adds to a block of the past what is known, by the lines scanned so far, of how it is to be read.
  func begin(_ block: LogBlock) -> ScannedBlock
  /// Does with a block of the past what `scan` does with new lines.
  func scanPast(_ block: inout ScannedBlock)
  /// Takes a block in. An error costs this block, which is counted, and nothing else.
  func append(_ block: ScannedBlock) throws
  /// Lets go of what was held back because it might go on, all of it where nothing more will come; whether
  /// there was anything. Called on the thread of `append`, a few times a second.
  func settle(isOver: Bool) -> Bool
  /// Whether there is room for the past of files.
  var acceptsHistory: Bool { get }
  /// Whether there is room for lines that were skipped.
  var hasRoom: Bool { get }
  /// Adds what the sink knows of a source to its status.
  func complete(_ status: inout LogSourceStatus, ofSource number: Int)
}

extension BlockSink {
  /// Does nothing.
  public func open(source: Int, name: String, location: Int) {}
  /// Does nothing.
  public func scan(_ block: LogBlock) -> ScannedBlock { ScannedBlock(block) }
  /// Does nothing.
  public func settle(isOver: Bool) -> Bool { false }
  /// Adds nothing.
  public func begin(_ block: LogBlock) -> ScannedBlock { ScannedBlock(block) }
  /// Does nothing.
  public func scanPast(_ block: inout ScannedBlock) {}
  /// Always true.
  public var acceptsHistory: Bool { true }
  /// Always true.
  public var hasRoom: Bool { true }
  /// Adds nothing.
  public func complete(_ status: inout LogSourceStatus, ofSource number: Int) {}
}
