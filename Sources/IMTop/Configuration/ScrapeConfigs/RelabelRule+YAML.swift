import MetricsClient
import Patterns
import StrictYAML

extension RelabelRule {
  private static let needingLabel: Set<Action> = [
    .replace, .hashmod, .lowercase, .uppercase, .keepequal, .dropequal,
  ]

  /// One entry of `relabel_configs`.
  init(_ value: DocumentValue) throws(DocumentError) {
    let mapping = try value.mapping(keys: [
      "source_labels", "separator", "regex", "modulus", "target_label", "replacement", "action",
    ])
    let name = try mapping.string("action")?.lowercased() ?? Action.replace.rawValue
    guard let action = Action(rawValue: name) else {
      let known = Action.allCases.map(\.rawValue).joined(separator: ", ")
      throw (mapping["action"] ?? value).error("no action of relabelling; known are \(known)")
    }
    let regex = mapping["regex"]
    do throws(PatternError) {
      self.init(action, try Pattern((try? regex?.string()) ?? "(.*)", dialect: .re2))
    } catch {
      throw (regex ?? value).error("not a regular expression: \(error)")
    }
    sourceLabels = try mapping.textList("source_labels") ?? []
    separator = try mapping.string("separator") ?? separator
    targetLabel = try mapping.string("target_label") ?? ""
    replacement = try mapping.string("replacement") ?? replacement
    modulus = UInt64(try mapping["modulus"]?.integer(in: 0...Int.max) ?? 0)
    if action == .hashmod, modulus == 0 {
      throw value.error("hashmod needs a modulus above zero")
    }
    if Self.needingLabel.contains(action), targetLabel.isEmpty {
      throw value.error("\(action.rawValue) needs a target_label")
    }
  }
}
