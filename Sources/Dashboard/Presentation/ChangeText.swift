import Charts

/// How a number compares with the window before.
struct ChangeText: Hashable, Sendable {
  /// How much the change matters.
  enum Weight: Int, Hashable, Sendable, Comparable {
    case none
    case good
    case noticeable
    case bad

    static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
  }

  /// `▲ 9×`, `▼21%`; empty where there is nothing to compare or nothing changed.
  let text: String
  /// How much the change matters.
  let weight: Weight
  /// How big the change is, to put the most changed first: 0 none, 1 doubled or halved.
  let size: Double

  /// The change from `before` to `current`.
  init(current: Double?, before: Double?, risingIsBad: Bool) {
    guard let current, let before, current.isFinite, before.isFinite else {
      (text, weight, size) = ("", .none, 0)
      return
    }
    if before == 0 {
      let isNew = current > 0
      (text, size) = (isNew ? "▲new" : "", isNew ? 3 : 0)
      weight = isNew && risingIsBad ? .bad : .none
      return
    }
    let ratio = current / before
    let isRising = ratio > 1
    let change = (ratio - 1).magnitude
    guard change >= 0.01 else {
      (text, weight, size) = ("", .none, 0)
      return
    }
    let arrow = isRising ? "▲" : "▼"
    if ratio >= 2 {
      text =
        "\(arrow)\(ratio < 9.95 ? Self.decimal(ratio) : CountText.grouped(CountText.whole(min(ratio, 9999))))×"
    } else {
      text = "\(arrow)\(CountText.whole(min(change * 100, 99_999)))%"
    }
    size = isRising ? ratio - 1 : 1 / max(ratio, 0.001) - 1
    if isRising != risingIsBad {
      weight = change < 0.1 ? .none : .good
    } else {
      weight = size >= 1 ? .bad : change >= 0.1 ? .noticeable : .none
    }
  }

  /// The text in the look of its weight.
  func run(_ theme: Theme) -> Run {
    switch weight {
    case .none: Run(text, theme.dim)
    case .good: Run(text, theme.good)
    case .noticeable: Run(text, theme.warning)
    case .bad: Run(text, theme.bad.with(.bold))
    }
  }

  private static func decimal(_ ratio: Double) -> String {
    let text = CountText.tenths(ratio)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
