import LogModel

extension LogSnapshot {
  /// Whose requests count under a filter: where it lets nothing of the counted role through
  /// (`source:edge.log`), what it does let through counts.
  func scope(under filter: Filter) -> RequestScope {
    guard filter != .all else { return scope }
    return scope.limited { number in
      let names = decoders[number]?.namesInstances == true
      return filter.verdict(onSource: sourceTexts(number), namesInstances: names) != false
    }
  }
}

extension Filter {
  /// Whether records of a source pass, as far as its name and instance decide that; nil where they do
  /// not.
  fileprivate func verdict(onSource texts: [String], namesInstances: Bool) -> Bool? {
    func verdict(_ part: Filter) -> Bool? {
      part.verdict(onSource: texts, namesInstances: namesInstances)
    }
    switch self {
    case .all: return true
    case .text: return nil
    case .not(let operand): return verdict(operand).map { !$0 }
    case .and(let left, let right):
      let sides = [verdict(left), verdict(right)]
      return sides.contains(false) ? false : sides.contains(nil) ? nil : true
    case .or(let left, let right):
      let sides = [verdict(left), verdict(right)]
      return sides.contains(true) ? true : sides.contains(nil) ? nil : false
    case .field(let name, let condition):
      let field = FilterField(named: name)
      guard field == .source || field == .instance else { return nil }
      let test = ValueTest(condition)
      let matches = texts.contains { test.matches($0) }
      return field == .instance && namesInstances && !matches ? nil : matches
    }
  }
}
