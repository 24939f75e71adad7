import LogModel

/// Where a source puts its lines and says how it is doing.
protocol SourceOutlet: AnyObject, Sendable {
  /// The source's number.
  var number: Int { get }
  /// Hands over a block, waiting for room; `isNew` when its lines have just been written.
  func deliver(_ block: LogBlock, isNew: Bool)
  /// Changes the status that people see.
  func update(_ change: (inout LogSourceStatus) -> Void)
  /// Tells what happened to the source, beyond the counts of the status.
  func tell(_ event: LogSourceEvent)
  /// An empty buffer, with memory that has been used before where there is some.
  func buffer() -> [UInt8]
  /// The name of another source.
  func name(of number: Int) -> String
}
