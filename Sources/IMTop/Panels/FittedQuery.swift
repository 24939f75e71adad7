import MetricsModel
import Profiles
import PromQL

/// A query whose windows may begin before there is anything to read.
///
/// Names such as `imtop:requests` are what they are on the dashboard: the log tells them as long as too
/// little has been scraped, or else they are over what has been. A window that was typed is cut to what
/// there is, and that is said: without a word a rate over a minute of three seconds would be a twentieth
/// of the truth.
struct FittedQuery {
  /// The expression, whose windows each evaluation cuts.
  let expression: Expr
  /// What the names of the query stand for.
  let definitions: [String: Expr]
  /// What is said of the names and windows.
  let remarks: [QueryRemark]
  /// The series that are read.
  var source: any SeriesSource
  private let range: ClosedRange<Int64>
  private let data: DataBegin
  /// When what the selectors of the expression read begins.
  private let begins: [(selector: VectorSelector, begin: Int64)]

  /// A query that is evaluated along `range`, in milliseconds.
  ///
  /// `rules` are the expressions of recording rules that are computed for it, by their names;
  /// `isLogCurrent` says whether the log's clock goes with that of the scrapes. Of windows it is said what
  /// cuts them from `told` on, or along the whole range.
  init(
    _ typed: Expr,
    _ recognition: Recognition?,
    rules: [String: Expr] = [:],
    over source: any SeriesSource,
    _ begin: DataBegin,
    _ range: ClosedRange<Int64>,
    isLogCurrent: Bool,
    told: Int64? = nil
  ) throws(PromQLError) {
    let whole = try typed.expanding(rules)
    let reaches = whole.reaches(from: range.lowerBound, through: range.upperBound)
    let choices = ConceptChoice.all(
      for: reaches,
      recognition,
      begin,
      source,
      isLogCurrent: isLogCurrent
    )
    definitions = choices.mapValues(\.expression)
    expression = try typed.expanding(definitions)
    let read = try whole.expanding(definitions).selectors
    begins = (expression.selectors + read).compactMap { selector in
      begin.begin(of: selector).map { (selector, $0) }
    }
    (self.source, self.range, data) = (source, range, begin)
    let asked = Set(reaches.compactMap(\.selector.metricName))
    var remarks = choices.filter { asked.contains($0.key) }.values.compactMap(\.remark)
      .sorted { $0.text < $1.text }
    let told = told ?? range.lowerBound
    for reach in whole.reaches(from: told, through: range.upperBound)
    where typed.type != .rangeVector && reach.begin < told {
      let name = reach.selector.metricName ?? ""
      let choice = choices[name]
      guard let first = choice.map(\.begin) ?? begin.begin(of: reach.selector),
        reach.begin < first - DataBegin.tolerance
      else { continue }
      let remark = QueryRemark(
        reach,
        since: first,
        isLog: choice?.isFromLog ?? name.hasPrefix("log_"),
        // A window that ends before there is anything has nothing to be cut to.
        isCut: reach.isWindow && choice == nil && reach.end > first,
        range
      )
      if !remarks.contains(remark) { remarks.append(remark) }
    }
    self.remarks = remarks
  }

  /// The value at the range's end.
  func instant(annotations: inout [Annotation]) throws(PromQLError) -> Value {
    let time = range.upperBound
    if let value = try value(at: time, annotations: &annotations) { return value }
    return try Evaluator(source: source).instant(
      expression,
      at: Timestamp(milliseconds: time),
      annotations: &annotations
    )
  }

  /// The value at a time where windows have to be cut for it, else nil.
  ///
  /// Where scrapes are far apart, most of a short window that ended at `time` would lie behind its last
  /// sample: such a window ends at the last scrape.
  private func value(
    at time: Int64,
    annotations: inout [Annotation],
    isCancelled: @escaping () -> Bool = { false }
  ) throws(PromQLError) -> Value? {
    guard cut(expression, at: time) != expression else { return nil }
    var end = time
    if !expression.readsOnlyMetrics(prefixed: "log_"), let last = data.lastScrape(until: time),
      begins.contains(where: { $0.begin < last })
    {
      end = last
    }
    let value = try Evaluator(source: source).instant(
      cut(expression, at: end),
      at: Timestamp(milliseconds: end),
      annotations: &annotations,
      isCancelled: isCancelled
    )
    guard case .vector(let samples) = value else { return value }
    return .vector(
      samples.map {
        VectorSample(
          labels: $0.labels,
          timestamp: Timestamp(milliseconds: time),
          value: $0.value
        )
      }
    )
  }

  /// The values along the range at steps of so many milliseconds.
  func series(
    step: Int64,
    annotations: inout [Annotation],
    isCancelled: @escaping () -> Bool = { false }
  ) throws(PromQLError) -> [Series] {
    let evaluator = Evaluator(source: source)
    var series = try evaluator.range(
      expression,
      from: Timestamp(milliseconds: range.lowerBound),
      through: Timestamp(milliseconds: range.upperBound),
      step: Double(step) / 1000,
      annotations: &annotations,
      isCancelled: isCancelled
    )
    // What looks at the query's own begin or end has other values in a query of one step.
    guard step > 0, !expression.looksAtQuery else { return series }
    var isChanged = false
    for time in stride(from: range.lowerBound, through: range.upperBound, by: Int(clamping: step)) {
      var known: [Annotation] = []
      guard
        let value = try value(at: time, annotations: &known, isCancelled: isCancelled)
      else { continue }
      series.put(value.samples, at: time)
      isChanged = true
    }
    return isChanged ? series.sorted { $0.labels.precedes($1.labels) } : series
  }

  /// An expression with the windows that begin too early cut for an evaluation at a time.
  func cut(_ expression: Expr, at time: Int64) -> Expr {
    let cut = try? expression.cuttingWindows(at: time) { selector in
      begins.first { $0.selector == selector }?.begin
    }
    return cut ?? expression
  }
}

extension [Series] {
  /// Puts samples in the place of all that the series have at a time.
  fileprivate mutating func put(_ samples: [VectorSample], at time: Int64) {
    for place in indices {
      guard let index = self[place].timestamps.firstIndex(of: time) else { continue }
      self[place].timestamps.remove(at: index)
      self[place].values.remove(at: index)
    }
    for sample in samples {
      let place = firstIndex { $0.labels == sample.labels } ?? count
      if place == count { append(Series(labels: sample.labels)) }
      let index = self[place].timestamps.firstIndex { $0 > time } ?? self[place].timestamps.count
      self[place].timestamps.insert(time, at: index)
      self[place].values.insert(sample.value, at: index)
    }
    removeAll { $0.timestamps.isEmpty }
  }
}
