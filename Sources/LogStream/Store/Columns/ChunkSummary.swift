import LogModel

/// The bounds of a chunk's values, by which chunks without a match are skipped whole.
struct ChunkSummary: Sendable {
  /// The earliest time.
  var firstTime = Int64.max
  /// The latest time.
  var lastTime = Int64.min
  /// The lowest status.
  var lowestStatus = UInt16.max
  /// The highest status.
  var highestStatus = UInt16.min
  /// A bit for each level that occurs.
  var levels: UInt8 = 0
  /// A bit for each connection event that occurs.
  var events: UInt8 = 0

  /// Widens the bounds by one record.
  @inline(__always)
  mutating func include(time: Int64, status: UInt16, level: UInt8, event: UInt8) {
    firstTime = min(firstTime, time)
    lastTime = max(lastTime, time)
    lowestStatus = min(lowestStatus, status)
    highestStatus = max(highestStatus, status)
    levels |= 1 &<< level
    events |= 1 &<< event
  }

  /// Whether a time of the chunk may lie in the range.
  func overlaps(_ range: Range<Int64>) -> Bool {
    firstTime <= lastTime && firstTime < range.upperBound && lastTime >= range.lowerBound
  }
}
