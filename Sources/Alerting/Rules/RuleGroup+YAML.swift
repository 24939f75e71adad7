import MetricsModel
import PromQL
public import StrictYAML

extension RuleGroup {
  /// The groups of a rule file in Prometheus' format.
  ///
  /// `file` is named in errors; a mistake in one rule refuses the whole file, as Prometheus does, and
  /// of several documents the first one counts.
  public static func groups(
    text: String,
    file: String,
    isBuiltin: Bool = false
  ) throws(DocumentError) -> [RuleGroup] {
    let document = try DocumentValue(text: text, file: file, takesFirst: true)
      .mapping(keys: ["groups"])
    var groups: [RuleGroup] = []
    var names: Set<String> = []
    for value in try document["groups"]?.list() ?? [] {
      let group = try RuleGroup(value, isBuiltin: isBuiltin)
      guard names.insert(group.name).inserted else {
        throw value.error("the group \"\(group.name)\" stands in the file twice")
      }
      groups.append(group)
    }
    return groups
  }

  private init(_ value: DocumentValue, isBuiltin: Bool) throws(DocumentError) {
    let mapping = try value.mapping(keys: [
      "name", "interval", "query_offset", "limit", "labels", "rules",
    ])
    name = try mapping.required("name").string()
    guard !name.isEmpty else { throw value.error("a group needs a name") }
    interval = try mapping["interval"]?.promDuration()
    if interval == 0 { interval = nil }
    queryOffset = try mapping["query_offset"]?.promDuration() ?? 0
    limit = try mapping["limit"]?.integer(in: 0...1_000_000) ?? 0
    self.isBuiltin = isBuiltin
    rules = []
    for rule in try mapping["rules"]?.list() ?? [] {
      rules.append(try Rule(rule, in: mapping))
    }
  }
}

extension Rule {
  fileprivate init(
    _ value: DocumentValue,
    in group: DocumentMapping
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
      guard !name.contains(where: { "{}".contains($0) }) else {
        throw record.error("a recording rule's name has no braces; labels stand under \"labels\"")
      }
    case (nil, nil): throw value.error("one of \"alert\" and \"record\" is needed")
    case (_?, _?): throw value.error("\"alert\" and \"record\" exclude each other")
    }
    guard !name.isEmpty else { throw value.error("a rule needs a name") }
    let expr = try mapping.required("expr")
    let source = try expr.string()
    do throws(PromQLError) {
      expression = try PromQL.parse(source)
    } catch {
      throw expr.error("not PromQL: \(error.rendered(in: source))")
    }
    guard expression.type == .scalar || expression.type == .instantVector else {
      throw expr.error(
        "a rule needs an instant vector or a scalar, not a \(expression.type.rawValue)"
      )
    }
    holdSeconds = try mapping["for"]?.promDuration() ?? 0
    keepFiringSeconds = try mapping["keep_firing_for"]?.promDuration() ?? 0
    let own = try mapping.texts("labels", of: kind)
    labels =
      try group.texts("labels", of: kind)
      .filter { label in !own.contains { $0.name == label.name } } + own
    annotations = try mapping.texts("annotations", of: kind)
    origin = "\(value.file):\(value.line)"
  }
}

extension DocumentValue {
  /// The value as a duration of Prometheus, in seconds.
  fileprivate func promDuration() throws(DocumentError) -> Double {
    guard let milliseconds = PromQL.milliseconds(ofDuration: try string()) else {
      throw error("a duration such as 500ms, 5s or 1m30s is expected here")
    }
    return Double(milliseconds) / 1000
  }
}

extension DocumentMapping {
  /// A key's mapping of names to texts, which are templates in an alert.
  fileprivate func texts(
    _ key: String,
    of kind: Rule.Kind
  ) throws(DocumentError) -> [Rule.Text] {
    guard let place = self[key] else { return [] }
    var texts: [Rule.Text] = []
    for (name, text) in try stringMap(key) {
      if name.isEmpty || key == "labels" && name == Labels.metricName {
        throw place.error("\"\(name)\" cannot be the name of a label")
      }
      do throws(TemplateError) {
        let template = kind == .alert ? try Template(text) : Template(plain: text)
        texts.append(Rule.Text(name: name, template: template))
      } catch {
        throw place.error("the template of \"\(name)\": \(error)")
      }
    }
    return texts
  }
}
