public import LogModel

/// What takes the lines of all sources in: the store, or a test.
///
/// A `LogIngest` calls `open` and `scan` on one thread and `append` on another, block after block: while
/// one is appended those behind it are scanned. The others are called on any thread.
public protocol BlockSink: AnyObject, Sendable {
  /// Names a source before its first block comes; `location` is the index of the one that it was found
  /// at.
  func open(source: Int, name: String, location: Int)
  /// Does what can be done before the blocks ahead are appended.
  func scan(_ block: LogBlock) -> ScannedBlock
  /// Takes a block in. An error costs this block, which is counted, and nothing else.
  func append(_ block: ScannedBlock) throws
  /// Lets go of what was held back because it might go on, all of it where nothing more will come; whether
  /// there was anything. Called on the thread of `append`, a few times a second.
  func settle(isOver: Bool) -> Bool
  /// Whether there is room for the past of files.
  var acceptsHistory: Bool { get }
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
  /// Always true.
  public var acceptsHistory: Bool { true }
  /// Adds nothing.
  public func complete(_ status: inout LogSourceStatus, ofSource number: Int) {}
}
