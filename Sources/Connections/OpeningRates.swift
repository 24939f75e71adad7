public import MetricsModel

/// How many connections each address has opened in each of the last seconds.
///
/// Bounded in addresses and in time: what is older than the horizon goes, and when there are too many
/// addresses the quietest go first.
public struct OpeningRates: Sendable {
  private let horizon: Int64
  private let bound: Int
  private var counts: [String: [Int64: Int]] = [:]
  private var newest = Int64.min

  /// Rates over the last `horizon` seconds of at most `bound` addresses.
  public init(horizon: Int = 60, bound: Int = 20_000) {
    self.horizon = Int64(max(1, horizon))
    self.bound = max(1, bound)
  }

  /// Notes an opening; records may come late.
  public mutating func note(address: String, at time: Timestamp) {
    let second = Int64(time.seconds.rounded(.down))
    guard newest == .min || second > newest - horizon else { return }
    newest = max(newest, second)
    counts[address, default: [:]][second, default: 0] += 1
    if counts.count > bound { makeRoom() }
  }

  /// The most that the address opened in one second of the horizon before `now`.
  public func peak(of address: String, now: Timestamp) -> Int {
    seconds(of: address, now: now).max() ?? 0
  }

  /// The addresses that opened more than `rate` connections in at least `seconds` seconds of the
  /// horizon, the worst first.
  public func storms(over rate: Int, seconds: Int, now: Timestamp) -> [(address: String, peak: Int)]
  {
    counts.keys.compactMap { address -> (address: String, peak: Int)? in
      let busy = self.seconds(of: address, now: now).filter { $0 > rate }
      return busy.count >= seconds ? (address, busy.max() ?? 0) : nil
    }.sorted { ($1.peak, $0.address) < ($0.peak, $1.address) }
  }

  private func seconds(of address: String, now: Timestamp) -> [Int] {
    let last = Int64(now.seconds.rounded(.down))
    return (counts[address] ?? [:]).filter { $0.key > last - horizon && $0.key <= last }
      .map(\.value)
  }

  private mutating func makeRoom() {
    for (address, seconds) in counts {
      let recent = seconds.filter { $0.key > newest - horizon }
      counts[address] = recent.isEmpty ? nil : recent
    }
    guard counts.count > bound else { return }
    let totals = counts.map { (address: $0.key, total: $0.value.values.reduce(0, +)) }
      .sorted { ($0.total, $0.address) < ($1.total, $1.address) }
    for (address, _) in totals.prefix(counts.count - bound * 3 / 4) { counts[address] = nil }
  }
}
