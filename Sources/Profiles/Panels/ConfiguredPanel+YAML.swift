import PromQL
public import StrictYAML

extension ConfiguredPanel {
  /// Every key of a panel, in the order of the documentation.
  private static let keys = [
    "id", "title", "expr", "legend", "queries", "unit", "kind", "min", "max", "thresholds", "place",
    "bad",
  ]

  /// The panel that a mapping describes; a mistake names the line and the key.
  public init(_ value: DocumentValue) throws(DocumentError) {
    let mapping = try value.mapping(keys: Self.keys)
    title = try mapping.required("title").string()
    id = try mapping.string("id") ?? title
    location = (mapping["id"] ?? mapping["title"] ?? value).error("")
    unit = try mapping["unit"]?.oneOf(Unit.self) ?? .short
    kind = try mapping["kind"]?.oneOf(Kind.self) ?? .chart
    place = try mapping["place"]?.oneOf(Place.self) ?? .chart
    bad = try mapping["bad"]?.oneOf(Direction.self) ?? .rising
    (queries, isSplit) = ([], false)
    try read(queries: mapping, value)
    try read(bounds: mapping)
    try read(thresholds: mapping)
    let isNumber = kind == .chart || kind == .stat
    isSplit = !isNumber || queries.count > 1 || queries[0].isSplit
    if place == .vitalSign, let wrong = mapping["queries"] ?? mapping["legend"] {
      throw wrong.error("a vital sign is one number: it has one expr and no legend")
    }
    if place == .vitalSign, kind != .stat, let wrong = mapping["kind"] {
      throw wrong.error("a vital sign is one number: its kind is stat")
    }
    if place == .vitalSign { isSplit = false }
  }

  private mutating func read(
    queries mapping: DocumentMapping,
    _ value: DocumentValue
  ) throws(DocumentError) {
    switch (mapping["expr"], mapping["queries"]) {
    case (.some, nil): queries = [try Query(mapping)]
    case (nil, let list?):
      for item in try list.list() {
        queries.append(try Query(try item.mapping(keys: ["expr", "legend"])))
      }
      guard !queries.isEmpty else { throw list.error("one expression at least is needed") }
      if let legend = mapping["legend"] {
        throw legend.error("with queries, each of them has its own legend")
      }
    default: throw value.error("one of expr and queries is needed")
    }
  }

  private mutating func read(bounds mapping: DocumentMapping) throws(DocumentError) {
    minimum = try mapping["min"]?.number()
    maximum = try mapping["max"]?.number()
    if let minimum, let maximum, minimum >= maximum, let wrong = mapping["max"] {
      throw wrong.error("max must be above min")
    }
  }

  private mutating func read(thresholds mapping: DocumentMapping) throws(DocumentError) {
    guard let value = mapping["thresholds"] else { return }
    let thresholds = try value.mapping(keys: ["warning", "critical"])
    warning = try thresholds["warning"]?.number()
    critical = try thresholds["critical"]?.number()
    guard warning != nil || critical != nil else {
      throw value.error("one of warning and critical is needed")
    }
    guard let warning, let critical, let wrong = thresholds["critical"] else { return }
    let isInOrder = bad == .rising ? warning < critical : critical < warning
    guard isInOrder else {
      throw wrong.error(
        "critical must lie beyond warning: \(bad == .rising ? "above" : "below") it"
      )
    }
  }
}

extension ConfiguredPanel.Query {
  fileprivate init(_ mapping: DocumentMapping) throws(DocumentError) {
    let value = try mapping.required("expr")
    expression = try value.string()
    let parsed: Expr
    do throws(PromQLError) {
      parsed = try PromQL.parse(expression)
    } catch {
      throw value.error("not PromQL: \(error.rendered(in: expression))")
    }
    guard parsed.type == .instantVector || parsed.type == .scalar else {
      throw value.error(
        "a panel draws numbers, and a \(parsed.type.rawValue) is none: `rate` or `max_over_time` makes some of a range"
      )
    }
    legend = try mapping.string("legend")
    if let legend, LegendTemplate(legend) == nil {
      throw (mapping["legend"] ?? value).error("labels are named in double braces: {{path}}")
    }
  }

  /// Whether the expression may give several series, or its series have a name.
  fileprivate var isSplit: Bool {
    legend != nil || !((try? PromQL.parse(expression))?.givesOneSeries ?? true)
  }
}
