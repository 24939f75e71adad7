/// A group of a rule file: rules that are evaluated one after the other at the same time.
public struct RuleGroup: Sendable {
  /// The group's name.
  public var name: String
  /// Seconds between two evaluations; nil for the program's own pace.
  public var interval: Double?
  /// How many seconds ago the rules look at their series (`query_offset`): late samples have come
  /// by then.
  public var queryOffset: Double
  /// The most alerts or series that each rule may have; 0 for any number.
  public var limit: Int
  /// Whether the group is one that the program brings along; other rules of a name replace its.
  public var isBuiltin: Bool
  /// The rules in their order.
  public var rules: [Rule]
}

extension [RuleGroup] {
  /// The names of the built-in rules in whose place stand others of their names.
  public var replacedBuiltins: [String] {
    let own = Set(filter { !$0.isBuiltin }.flatMap(\.rules).map(\.name))
    return filter(\.isBuiltin).flatMap(\.rules).map(\.name).filter(own.contains)
  }

  /// The groups without those.
  public var withoutReplacedBuiltins: [RuleGroup] {
    let replaced = Set(replacedBuiltins)
    return map { group in
      guard group.isBuiltin else { return group }
      var group = group
      group.rules.removeAll { replaced.contains($0.name) }
      return group
    }
  }
}
