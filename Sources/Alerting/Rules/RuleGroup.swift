import PromQL
public import StrictYAML

/// A group of a rule file: rules that are evaluated one after the other at the same time.
public struct RuleGroup: Sendable {
  /// The group's name.
  public var name: String
  /// Seconds between two evaluations; nil for the program's own pace.
  public var interval: Double?
  /// The rules in their order.
  public var rules: [Rule]
}

extension RuleGroup {
  /// The groups of a rule file in Prometheus' format.
  ///
  /// `file` is named in errors; a mistake in one rule refuses the whole file, as Prometheus does.
  public static func groups(text: String, file: String) throws(DocumentError) -> [RuleGroup] {
    let document = try DocumentValue(text: text, file: file).mapping(keys: ["groups"])
    var groups: [RuleGroup] = []
    for value in try document["groups"]?.list() ?? [] {
      let group = try RuleGroup(value)
      if groups.contains(where: { $0.name == group.name }) {
        throw value.error("the group \"\(group.name)\" stands in the file twice")
      }
      groups.append(group)
    }
    return groups
  }

  private init(_ value: DocumentValue) throws(DocumentError) {
    let mapping = try value.mapping(keys: [
      "name", "interval", "query_offset", "limit", "labels", "rules",
    ])
    name = try mapping.required("name").string()
    interval = try mapping["interval"]?.duration()
    let labels = try mapping.stringMap("labels")
    rules = []
    for rule in try mapping["rules"]?.list() ?? [] {
      rules.append(try Rule(rule, groupLabels: labels))
    }
  }
}

extension Rule {
  fileprivate init(
    _ value: DocumentValue,
    groupLabels: [(name: String, value: String)]
  ) throws(DocumentError) {
    let mapping = try value.mapping(keys: [
      "record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations",
    ])
    switch (mapping["alert"], mapping["record"]) {
    case (let alert?, nil):
      kind = .alert
      name = try alert.string()
    case (nil, let record?):
      kind = .record
      name = try record.string()
      for key in ["for", "keep_firing_for", "annotations"] where mapping[key] != nil {
        throw value.error("a recording rule has no \"\(key)\"")
      }
    case (nil, nil): throw value.error("one of \"alert\" and \"record\" is needed")
    case (_?, _?): throw value.error("\"alert\" and \"record\" exclude each other")
    }
    let expr = try mapping.required("expr")
    let source = try expr.string()
    do throws(PromQLError) {
      expression = try PromQL.parse(source)
    } catch {
      throw expr.error("not PromQL: \(error.rendered(in: source))")
    }
    holdSeconds = try mapping["for"]?.duration() ?? 0
    keepFiringSeconds = try mapping["keep_firing_for"]?.duration() ?? 0
    labels = groupLabels + (try mapping.stringMap("labels"))
    annotations = try mapping.stringMap("annotations")
    origin = "\(value.file):\(value.line)"
    for (key, text) in labels + annotations {
      do throws(TemplateError) {
        _ = try Template(text)
      } catch {
        throw value.error("the template of \"\(key)\": \(error)")
      }
    }
  }
}
