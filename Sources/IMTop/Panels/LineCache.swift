import MetricsModel

/// The values of an expression's series at steps aligned to absolute time, of which only new ones are
/// computed.
struct LineCache: SteppedValues {
  static let nothing: [Labels: [Double?]] = [:]

  /// How many series are kept: those that are greatest at the newest step.
  static let limit = 200

  /// Which steps are covered.
  private var covered: StepCache
  private var caches: [Labels: StepCache] = [:]
  /// How many series there were beyond the limit.
  private(set) var leftOut = 0

  /// A cache that begins at the step at or before `start`.
  init(step: Int64, from start: Int64) { covered = StepCache(step: step, from: start) }

  /// The milliseconds between two steps.
  var step: Int64 { covered.step }
  /// The time of the step behind the newest one.
  var end: Int64 { covered.end }
  /// How many steps are covered.
  var count: Int { covered.count }
  /// The values of every series, one a step.
  var lines: [Labels: [Double?]] { caches.mapValues(\.values) }

  /// Makes the cache cover the steps of a range of time, as `StepCache` does.
  mutating func cover(
    from: Int64,
    through: Int64,
    fresh: Int,
    _ compute: (_ from: Int64, _ through: Int64) -> [Labels: [Double?]]
  ) {
    let step = step
    var computed: [Labels: [Double?]] = [:]
    covered.cover(from: from, through: through, fresh: fresh) { first, last in
      computed = compute(first, last)
      return Self.nothing(Int(clamping: (last - first) / step) + 1)
    }
    limit(&computed)
    for labels in Set(caches.keys).union(computed.keys) {
      let start = covered.start
      var cache = caches[labels] ?? StepCache(step: step, from: start)
      cache.cover(from: from, through: through, fresh: fresh) { first, last in
        let count = Int(clamping: (last - first) / step) + 1
        let known = (computed[labels] ?? []).suffix(count)
        return Self.nothing(count - known.count) + known
      }
      caches[labels] = cache.values.contains { $0 != nil } ? cache : nil
    }
  }

  /// Keeps the series that are there already, and of the others the greatest, up to the limit.
  private mutating func limit(_ computed: inout [Labels: [Double?]]) {
    leftOut = max(0, computed.count - Self.limit)
    guard leftOut > 0 else { return }
    let room = max(0, Self.limit - caches.count)
    let newest = { (values: [Double?]) in values.last.flatMap(\.self) ?? -.infinity }
    let chosen = computed.filter { caches[$0.key] == nil }
      .sorted { newest($0.value) > newest($1.value) }.prefix(room).map(\.key)
    let kept = Set(chosen).union(caches.keys)
    computed = computed.filter { kept.contains($0.key) }
  }

  private static func nothing(_ count: Int) -> [Double?] {
    [Double?](repeating: nil, count: max(0, count))
  }
}
