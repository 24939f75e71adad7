import LogModel

extension LogSnapshot {
  /// Whose requests count under a filter: where it lets nothing of the counted role through
  /// (`source:edge.log`), what it does let through counts.
  func scope(under filter: Filter) -> RequestScope {
    guard filter != .all else { return scope }
    return scope.limited { filter.verdict(onSource: sourceTexts($0)) != false }
  }
}

extension Filter {
  /// Whether records of a source pass, as far as its name and instance decide that; nil where they do
  /// not.
  fileprivate func verdict(onSource texts: [String]) -> Bool? {
    switch self {
    case .all: return true
    case .text: return nil
    case .not(let operand): return operand.verdict(onSource: texts).map { !$0 }
    case .and(let left, let right):
      let sides = [left.verdict(onSource: texts), right.verdict(onSource: texts)]
      return sides.contains(false) ? false : sides.contains(nil) ? nil : true
    case .or(let left, let right):
      let sides = [left.verdict(onSource: texts), right.verdict(onSource: texts)]
      return sides.contains(true) ? true : sides.contains(nil) ? nil : false
    case .field(let name, let condition):
      guard FilterField(named: name) == .source else { return nil }
      let test = ValueTest(condition)
      return texts.contains { test.matches($0) }
    }
  }
}
