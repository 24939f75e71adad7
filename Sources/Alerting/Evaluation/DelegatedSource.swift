import MetricsModel
import PromQL

/// What is at hand, and under names of their own the answers of a server.
struct DelegatedSource: SeriesSource {
  /// The label that no series has, by whose value an answer is selected.
  private static let label = "\u{1}part"

  private let base: any SeriesSource
  private var answers: [[Series]] = []

  /// What is at hand, without an answer.
  init(_ base: any SeriesSource) { self.base = base }

  /// The selector of an answer that is to come next, and of what `shared` selects of the series at hand.
  static func selector(_ place: Int, sharing shared: VectorSelector?) -> VectorSelector {
    VectorSelector(
      metricName: nil,
      matchers: [Matcher(label, equals: "\(place)")] + (shared?.matchers ?? [])
    )
  }

  /// Adds an answer.
  mutating func add(_ answer: [Series]) { answers.append(answer) }

  func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    selection(matching: matchers, in: range).all
  }

  func selection(matching matchers: [Matcher], in range: TimeRange) -> SeriesSelection {
    guard let answer = answer(matchers, in: range) else {
      return base.selection(matching: matchers, in: range)
    }
    return SeriesSelection(answer)
  }

  func newest(matching matchers: [Matcher], in range: TimeRange) -> SeriesSelection {
    guard let answer = answer(matchers, in: range) else {
      return base.newest(matching: matchers, in: range)
    }
    return SeriesSelection(answer)
  }

  func metricNames() -> [String] { base.metricNames() }

  /// What an answer, and the series at hand that belong to it, have in a range; nil for another selector.
  private func answer(_ matchers: [Matcher], in range: TimeRange) -> [Series]? {
    guard let place = matchers.first(where: { $0.name == Self.label }).flatMap({ Int($0.value) }),
      answers.indices.contains(place)
    else { return nil }
    let others = matchers.filter { $0.name != Self.label }
    let own = others.isEmpty ? [] : base.series(matching: others, in: range)
    let taken = Set(own.map(\.labels))
    return own
      + answers[place].filter { !taken.contains($0.labels) }.compactMap { $0.part(in: range) }
  }
}

extension Series {
  /// The samples in a range; nil where there is none.
  fileprivate func part(in range: TimeRange) -> Series? {
    let places = timestamps.indices.filter {
      range.contains(Timestamp(milliseconds: timestamps[$0]))
    }
    guard !places.isEmpty else { return nil }
    return Series(
      labels: labels,
      timestamps: places.map { timestamps[$0] },
      values: places.map { values[$0] }
    )
  }
}
