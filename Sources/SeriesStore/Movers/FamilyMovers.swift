import MetricsModel

/// Makes one mover of the buckets of a histogram, and one of the quantiles of a summary.
struct FamilyMovers {
  /// A bucket with how much it counted in a window and in the window before.
  struct Bucket: Sendable {
    var labels: Labels
    var bound: Double
    var now: Double
    var before: Double
  }

  /// Fewer observations than these tell no quantile.
  private static let leastCount = 5.0
  /// A quantile is not told finer than to this part, since it lies somewhere in a bucket.
  private static let resolution = 0.1

  /// Buckets of one histogram that came one behind the other, as they stand on a page.
  private var run: [Bucket] = []
  private var histograms: [Labels: [Bucket]] = [:]
  private var summaries: [Labels: Mover] = [:]

  /// Takes in a bucket.
  mutating func add(_ bucket: Bucket) {
    if let last = run.last, !Self.belong(last.labels, bucket.labels) { endRun() }
    run.append(bucket)
  }

  /// Takes in the mover of a quantile; the most remarkable one of a summary counts.
  mutating func add(_ mover: Mover) {
    let key = mover.labels.dropping(["quantile"])
    if let known = summaries[key], known.score >= mover.score { return }
    summaries[key] = mover
    summaries[key]?.subject = .summary
  }

  /// The movers of all histograms and summaries.
  var movers: [Mover] {
    var all = self
    all.endRun()
    return all.histograms.compactMap { Self.mover($0.key, $0.value) } + all.summaries.values
  }

  private mutating func endRun() {
    guard let first = run.first else { return }
    let moves = run.contains { $0.now != $0.before }
    if moves {
      let name = String(first.labels.name.dropLast("_bucket".count))
      let key = first.labels.dropping(["le"]).setting(Labels.metricName, to: name)
      histograms[key, default: []] += run
    }
    run.removeAll(keepingCapacity: true)
  }

  /// Whether labels are the same but for `le`; the texts of a target's labels are shared, so that this
  /// compares little more than addresses.
  private static func belong(_ left: Labels, _ right: Labels) -> Bool {
    guard left.pairs.count == right.pairs.count else { return false }
    return zip(left.pairs, right.pairs).allSatisfy { $0.name == "le" ? $1.name == "le" : $0 == $1 }
  }

  private static func mover(_ labels: Labels, _ buckets: [Bucket]) -> Mover? {
    let sorted = buckets.sorted { $0.bound < $1.bound }
    guard let all = sorted.last, all.bound == .infinity, min(all.now, all.before) >= leastCount,
      let now = quantile(sorted.map { ($0.bound, $0.now) }),
      let before = quantile(sorted.map { ($0.bound, $0.before) })
    else { return nil }
    let chance = 1 / min(all.now, all.before).squareRoot()
    let noise = max(now.magnitude, before.magnitude) * max(resolution, chance)
    let score = Mover.score(now: now, before: before, noise: noise)
    guard score > 0 else { return nil }
    var mover = Mover(labels: labels, isCounter: false, now: now, before: before, score: score)
    mover.subject = .histogram
    return mover
  }

  /// The quantile of cumulative counts, as `histogram_quantile` interpolates it.
  private static func quantile(_ buckets: [(bound: Double, count: Double)]) -> Double? {
    guard let all = buckets.last?.count, all > 0 else { return nil }
    let rank = Mover.quantile * all
    guard let place = buckets.firstIndex(where: { $0.count >= rank }) else { return nil }
    guard place < buckets.count - 1 else { return buckets.dropLast().last?.bound }
    let upper = buckets[place].bound
    let lower = place > 0 ? buckets[place - 1].bound : min(0, upper)
    let below = place > 0 ? buckets[place - 1].count : 0
    let inside = buckets[place].count - below
    return inside > 0 ? lower + (upper - lower) * (rank - below) / inside : upper
  }
}
