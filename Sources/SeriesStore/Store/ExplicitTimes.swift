/// Which samples that bring their own times can be stored.
struct ExplicitTimes {
  /// How far ahead of the scrape a sample's own time may lie, in milliseconds; as in Prometheus.
  private static let aheadLimit: Int64 = 600_000

  /// What is to be done with a sample.
  enum Verdict { case store, repeated, old, future }

  /// The last stored sample of each slot whose samples bring their own times.
  private var last: [Int32: (time: Int64, bits: UInt64)] = [:]
  private var latest: Int64 = .max
  private var oldest: Int64 = .min

  /// The memory in bytes.
  var bytes: Int { last.capacity * 24 }

  /// Begins a scrape at `time`; what is older than `oldest` is not kept.
  mutating func begin(at time: Int64, oldest: Int64) {
    latest = time.addingReportingOverflow(Self.aheadLimit).partialValue
    self.oldest = oldest
  }

  /// What to do with a sample; one that is to be stored is the slot's last from now on.
  mutating func judge(_ slot: Int32, _ time: Int64, _ value: Double) -> Verdict {
    guard time <= latest else { return .future }
    guard time >= oldest else { return .old }
    if let last = last[slot], time <= last.time {
      return time == last.time && value.bitPattern == last.bits ? .repeated : .old
    }
    last[slot] = (time, value.bitPattern)
    return .store
  }

  /// Forgets the series of some slots.
  mutating func remove(_ slots: Set<Int32>) {
    for slot in slots { last[slot] = nil }
  }
}
