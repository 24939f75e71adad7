public import LogModel

/// Records of one source by which a person can see how its lines are read.
public struct LogSamples: Sendable {
  /// The newest request, else the newest record that was understood.
  public var understood: LogRecord?
  /// The newest records without a known form, each unlike the others.
  public var unknown: [LogRecord] = []
}

extension LogSnapshot {
  /// How many records without a known form are shown.
  private static let unknownLimit = 3

  /// Samples of a source, by its number.
  public func samples(ofSource number: Int) -> LogSamples {
    var samples = LogSamples()
    let reader = RecordReader()
    var shapes: Set<UInt32> = []
    var hasRequest = false
    for view in chunks.reversed() {
      for row in (0..<view.count).reversed() where Int(view.chunk.source[row]) == number {
        let flags = view.chunk.flags[row]
        if !flags.contains(.understood) {
          guard samples.unknown.count < Self.unknownLimit,
            shapes.insert(view.chunk.shape[row]).inserted
          else { continue }
          if let record = reader.record(view, row, self) { samples.unknown.append(record) }
        } else if samples.understood == nil || !hasRequest && flags.contains(.request) {
          samples.understood = reader.record(view, row, self)
          hasRequest = flags.contains(.request)
        }
      }
    }
    return samples
  }
}
