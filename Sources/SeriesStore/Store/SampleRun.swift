/// Samples of one series in columns, times strictly ascending.
struct SampleRun: Sendable, Equatable {
  var times: [Int64] = []
  var values: [Double] = []

  /// Adds a sample that is newer than all before; an older one is left out.
  mutating func append(_ time: Int64, _ value: Double) {
    if let last = times.last, time <= last { return }
    times.append(time)
    values.append(value)
  }
}
