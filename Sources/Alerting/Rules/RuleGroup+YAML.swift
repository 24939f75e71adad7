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
    var mistakes: [DocumentError] = []
    let groups = groups(text: text, file: file, isBuiltin: isBuiltin, noting: &mistakes)
    if let first = mistakes.first { throw first }
    return groups
  }

  /// The same, every mistake of the file noted; none of its groups where there is one.
  public static func groups(
    text: String,
    file: String,
    isBuiltin: Bool = false,
    noting mistakes: inout [DocumentError]
  ) -> [RuleGroup] {
    var own: [DocumentError] = []
    var groups: [RuleGroup] = []
    var names: Set<String> = []
    do throws(DocumentError) {
      let document = try DocumentValue(text: text, file: file, takesFirst: true)
        .mapping(keys: ["groups"], noting: &own)
      for value in try document["groups"]?.list() ?? [] {
        let group = try RuleGroup(value, isBuiltin: isBuiltin, noting: &own)
        if !group.name.isEmpty, !names.insert(group.name).inserted {
          own.append(value.error("the group \"\(group.name)\" stands in the file twice"))
        }
        groups.append(group)
      }
    } catch {
      own.append(error)
    }
    mistakes += own
    return own.isEmpty ? groups : []
  }

  private init(
    _ value: DocumentValue,
    isBuiltin: Bool,
    noting mistakes: inout [DocumentError]
  ) throws(DocumentError) {
    let mapping = try value.mapping(
      keys: ["name", "interval", "query_offset", "limit", "labels", "rules"],
      noting: &mistakes
    )
    let name = mistakes.noting { () throws(DocumentError) in
      try mapping.required("name").string()
    }
    self.name = name ?? ""
    if name == "" { mistakes.append(value.error("a group needs a name")) }
    interval = mistakes.duration(of: mapping["interval"])
    if interval == 0 { interval = nil }
    queryOffset = mistakes.duration(of: mapping["query_offset"]) ?? 0
    limit =
      mistakes.noting { () throws(DocumentError) in
        try mapping["limit"]?.integer(in: 0...1_000_000) ?? 0
      } ?? 0
    self.isBuiltin = isBuiltin
    rules = []
    for rule in try mapping["rules"]?.list() ?? [] {
      do throws(DocumentError) {
        if let rule = try Rule(rule, in: mapping, noting: &mistakes) { rules.append(rule) }
      } catch {
        mistakes.append(error)
      }
    }
  }
}

extension Rule {
  /// The rule that `value` says; nil where something in it is a mistake.
  fileprivate init?(
    _ value: DocumentValue,
    in group: DocumentMapping,
    noting mistakes: inout [DocumentError]
  ) throws(DocumentError) {
    let known = mistakes.count
    let mapping = try value.mapping(
      keys: ["record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations"],
      noting: &mistakes
    )
    let named = mistakes.noting { () throws(DocumentError) in
      try Self.kindAndName(mapping, value)
    }
    let kind = named?.kind ?? .alert
    if kind == .record {
      for key in ["for", "keep_firing_for", "annotations"] where mapping[key] != nil {
        mistakes.append(value.error("a recording rule has no \"\(key)\""))
      }
    }
    let expression = mistakes.noting { () throws(DocumentError) in
      try Self.expression(try mapping.required("expr"))
    }
    holdSeconds = mistakes.duration(of: mapping["for"]) ?? 0
    keepFiringSeconds = mistakes.duration(of: mapping["keep_firing_for"]) ?? 0
    let own = mapping.texts("labels", of: kind, noting: &mistakes)
    annotations = mapping.texts("annotations", of: kind, noting: &mistakes)
    var ofGroup: [DocumentError] = []
    labels =
      group.texts("labels", of: kind, noting: &ofGroup)
      .filter { label in !own.contains { $0.name == label.name } } + own
    origin = "\(value.file):\(value.line)"
    // A mistake in the labels of a group is one, however many rules have them.
    mistakes += ofGroup.filter { !mistakes.contains($0) }
    guard ofGroup.isEmpty, mistakes.count == known, let named, let expression else { return nil }
    (self.kind, name, self.expression) = (named.kind, named.name, expression)
  }

  private static func kindAndName(
    _ mapping: DocumentMapping,
    _ value: DocumentValue
  ) throws(DocumentError) -> (kind: Kind, name: String) {
    let (kind, place): (Kind, DocumentValue)
    switch (mapping["alert"], mapping["record"]) {
    case (let alert?, nil): (kind, place) = (.alert, alert)
    case (nil, let record?): (kind, place) = (.record, record)
    case (nil, nil): throw value.error("one of \"alert\" and \"record\" is needed")
    case (_?, _?): throw value.error("\"alert\" and \"record\" exclude each other")
    }
    let name = try place.string()
    guard kind == .alert || !name.contains(where: { "{}".contains($0) }) else {
      throw place.error("a recording rule's name has no braces; labels stand under \"labels\"")
    }
    guard !name.isEmpty else { throw value.error("a rule needs a name") }
    return (kind, name)
  }

  private static func expression(_ place: DocumentValue) throws(DocumentError) -> Expr {
    let source = try place.string()
    let expression: Expr
    do throws(PromQLError) {
      expression = try PromQL.parse(source)
    } catch {
      throw place.error("not PromQL: \(error.rendered(in: source))")
    }
    guard expression.type == .scalar || expression.type == .instantVector else {
      throw place.error(
        "a rule needs an instant vector or a scalar, not a \(expression.type.rawValue)"
      )
    }
    return expression
  }
}

extension [DocumentError] {
  /// The value as a duration of Prometheus, in seconds; nil where there is none, or a mistake, which is
  /// noted.
  fileprivate mutating func duration(of value: DocumentValue?) -> Double? {
    guard let value else { return nil }
    return noting { () throws(DocumentError) in
      guard let milliseconds = PromQL.milliseconds(ofDuration: try value.string()) else {
        throw value.error("a duration such as 500ms, 5s or 1m30s is expected here")
      }
      return Double(milliseconds) / 1000
    }
  }
}

extension DocumentMapping {
  /// A key's mapping of names to texts, which are templates in an alert, without those that are mistakes.
  fileprivate func texts(
    _ key: String,
    of kind: Rule.Kind,
    noting mistakes: inout [DocumentError]
  ) -> [Rule.Text] {
    let mapping = mistakes.noting { () throws(DocumentError) in try self[key]?.openMapping() }
    guard let owner = self[key], case .some(let map?) = mapping else { return [] }
    var texts: [Rule.Text] = []
    for name in map.names {
      let place = map[name] ?? owner
      let value = mistakes.noting { () throws(DocumentError) in try map[name]?.string() ?? "" }
      guard let text = value else { continue }
      if name.isEmpty || key == "labels" && name == Labels.metricName {
        mistakes.append(place.error("\"\(name)\" cannot be the name of a label"))
      }
      do throws(TemplateError) {
        let template = kind == .alert ? try Template(text) : Template(plain: text)
        texts.append(Rule.Text(name: name, template: template, place: place.error("")))
      } catch {
        mistakes.append(place.error("the template of \"\(name)\": \(error)"))
      }
    }
    return texts
  }
}
