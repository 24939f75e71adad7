import LogModel

/// Where a source puts its lines and says how it is doing.
protocol SourceOutlet: AnyObject, Sendable {
  /// The source's number.
  var number: Int { get }
  /// Hands over a block, waiting for room; `isNew` when its lines have just been written.
  func deliver(_ block: LogBlock, isNew: Bool)
  /// Whether a block of the past can be handed over at once; the reader is woken when that changes.
  var hasRoomForPast: Bool { get }
  /// Whether what was skipped finds room in memory.
  var hasRoomForSkipped: Bool { get }
  /// Changes the status that people see.
  func update(_ change: (inout LogSourceStatus) -> Void)
  /// Tells what happened to the source, beyond the counts of the status.
  func tell(_ event: LogSourceEvent)
  /// An empty buffer, with memory that has been used before where there is some.
  func buffer() -> [UInt8]
  /// The name of another source.
  func name(of number: Int) -> String
}

extension SourceOutlet {
  /// Always true.
  var hasRoomForPast: Bool { true }
  /// Always true.
  var hasRoomForSkipped: Bool { true }
}
