public import LogModel
public import MetricsModel

extension Filter {
  /// Whether some literal means another time when the clock has moved on.
  public func followsClock(at now: Timestamp, zone: LogTimeZone) -> Bool {
    switch self {
    case .all, .text: return false
    case .and(let left, let right), .or(let left, let right):
      return left.followsClock(at: now, zone: zone) || right.followsClock(at: now, zone: zone)
    case .not(let operand): return operand.followsClock(at: now, zone: zone)
    case .field(let name, let condition):
      guard FilterField(rawValue: name) == .time else { return false }
      let later = now.advanced(bySeconds: 90_001)
      return condition.literals.contains {
        OperandText.time($0, now: now, zone: zone) != OperandText.time($0, now: later, zone: zone)
      }
    }
  }
}

extension Filter.Condition {
  /// The literals that a comparison or a range is made with.
  fileprivate var literals: [String] {
    switch self {
    case .exists, .network, .expression: []
    case .resembles(let pattern): [pattern.joined()]
    case .equals(let text): [text]
    case .compares(_, let operand): [operand.text]
    case .range(let lower, _, let upper, _): [lower, upper].compactMap { $0?.text }
    }
  }
}
