public import MetricsModel

/// The values of several series at steps of absolute time without a gap between them.
public struct StepLines: Sendable, Equatable {
  /// The milliseconds between two steps.
  public let step: Int64
  /// The time of the first step.
  public private(set) var start: Int64
  /// How many steps there are.
  public private(set) var count: Int
  /// One value a step for every series, nil where it has none.
  public private(set) var lines: [Labels: [Double?]]

  /// Whether an answer had more series than are kept.
  public private(set) var isCut = false

  /// How many series are kept of one answer over many steps.
  static let seriesLimit = 500
  /// How many values are kept of one answer over few steps.
  private static let valueLimit = 20_000

  /// What an answer says about the steps from `start` through `end`.
  public init(_ series: [Series], from start: Int64, through end: Int64, step: Int64) {
    self.step = max(1, step)
    self.start = start
    let (length, overflow) = end.subtractingReportingOverflow(start)
    self.count = overflow || length < 0 ? 0 : Int(clamping: length / self.step) + 1
    self.lines = [:]
    guard count > 0 else { return }
    let limit = max(Self.seriesLimit, min(10_000, Self.valueLimit / count))
    isCut = series.count > limit
    for one in series.prefix(limit) {
      var values = [Double?](repeating: nil, count: count)
      for (time, value) in zip(one.timestamps, one.values) {
        guard time >= start, time <= end else { continue }
        values[Int((time - start) / self.step)] = value
      }
      lines[one.labels] = values
    }
  }

  /// The time of the last step; the one before the first where there is none.
  public var end: Int64 { start + (Int64(count) - 1) * step }

  /// Takes in an answer that touches these steps or overlaps them; what both know is the newer's.
  ///
  /// An answer that stands apart replaces everything.
  mutating func take(_ newer: StepLines) {
    guard newer.step == step, newer.count > 0 else { return }
    guard count > 0, newer.start <= end + step, newer.end >= start - step else {
      self = newer
      return
    }
    let first = min(start, newer.start)
    let last = max(end, newer.end)
    let total = Int((last - first) / step) + 1
    var merged: [Labels: [Double?]] = [:]
    for labels in Set(lines.keys).union(newer.lines.keys).prefix(2 * Self.seriesLimit) {
      var values = [Double?](repeating: nil, count: total)
      if let own = lines[labels] {
        values.replaceSubrange(places(of: self, from: first), with: own)
      }
      values.replaceSubrange(
        places(of: newer, from: first),
        with: newer.lines[labels] ?? [Double?](repeating: nil, count: newer.count)
      )
      merged[labels] = values
    }
    (start, count, lines) = (first, total, merged)
    isCut = isCut || newer.isCut
  }

  private func places(of part: StepLines, from first: Int64) -> Range<Int> {
    let place = Int((part.start - first) / step)
    return place..<place + part.count
  }

  /// Forgets the steps before `time`.
  mutating func forget(before time: Int64) {
    guard time > start else { return }
    let gone = min(count, Int(clamping: (time - start + step - 1) / step))
    for labels in lines.keys { lines[labels]?.removeFirst(gone) }
    lines = lines.filter { $0.value.contains { $0 != nil } }
    start += Int64(gone) * step
    count -= gone
  }

  /// The values of every series at the steps of a range, nil where nothing is known.
  public func values(from: Int64, through: Int64) -> [Labels: [Double?]] {
    lines.mapValues { line in
      stride(from: from, through: through, by: Int(step)).map { time in
        let index = (time - start) / step
        return time >= start && index < count ? line[Int(index)] : nil
      }
    }
  }

  /// The sum of all series at the steps of a range, nil where none has a value.
  public func sum(from: Int64, through: Int64) -> [Double?] {
    let count = max(0, Int(clamping: (through - from) / step) + 1)
    return values(from: from, through: through).values.reduce(
      into: [Double?](repeating: nil, count: count)
    ) { sums, line in
      for (index, value) in line.enumerated() where sums.indices.contains(index) {
        if let value, !value.isNaN { sums[index] = (sums[index] ?? 0) + value }
      }
    }
  }
}
