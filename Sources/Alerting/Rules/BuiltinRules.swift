public import StrictYAML

extension RuleGroup {
  /// The text of the rules that imtop brings along.
  public static var builtinText: String {
    String(decoding: PackageResources.imtop_rules_yml, as: UTF8.self)
  }

  /// The rules that imtop brings along.
  public static func builtin() throws(DocumentError) -> [RuleGroup] {
    try groups(text: builtinText, file: "imtop.rules.yml (built in)", isBuiltin: true)
  }
}
