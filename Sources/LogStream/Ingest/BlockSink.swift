public import LogModel

/// What takes the lines of all sources in: the store, or a test.
///
/// `open` and `append` are called on the one writer thread of a `LogIngest`, never by two threads at
/// once; the others on any thread.
public protocol BlockSink: AnyObject, Sendable {
  /// Names a source before its first block comes; `location` is the index of the one that it was found
  /// at.
  func open(source: Int, name: String, location: Int)
  /// Takes a block in. An error costs this block, which is counted, and nothing else.
  func append(_ block: LogBlock) throws
  /// Whether there is room for the past of files.
  var acceptsHistory: Bool { get }
  /// Adds what the sink knows of a source to its status.
  func complete(_ status: inout LogSourceStatus, ofSource number: Int)
}

extension BlockSink {
  /// Does nothing.
  public func open(source: Int, name: String, location: Int) {}
  /// Always true.
  public var acceptsHistory: Bool { true }
  /// Adds nothing.
  public func complete(_ status: inout LogSourceStatus, ofSource number: Int) {}
}
