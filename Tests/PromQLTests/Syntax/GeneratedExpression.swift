/// Makes expressions up, from the same numbers always the same.
struct GeneratedExpression {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1
  }

  private mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  private mutating func pick(_ choices: [String]) -> String { choices[next(choices.count)] }

  private mutating func maybe(_ text: String) -> String {
    next(2) == 0 ? text : ""
  }

  private mutating func blank() -> String { pick(["", " ", "\n ", " # remark\n"]) }

  /// The source of an instant vector.
  mutating func vector(depth: Int) -> String {
    guard depth > 0 else { return selector() }
    switch next(8) {
    case 0: return selector() + shift()
    case 1: return "(\(blank())\(vector(depth: depth - 1)))"
    case 2: return pick(["-", "+"]) + operand(depth: depth - 1)
    case 3: return aggregation(depth: depth - 1)
    case 4: return call(depth: depth - 1)
    case 5: return matched(depth: depth - 1)
    case 6:
      let operation = pick(["+", "-", "*", "/", "%", "^", "atan2", "==", "> bool", "<=", "!= bool"])
      let (vector, scalar) = (operand(depth: depth - 1), scalar(depth: depth - 1))
      return next(2) == 0
        ? "\(vector) \(operation)\(blank()) \(scalar)" : "\(scalar) \(operation) \(vector)"
    default: return set(depth: depth - 1)
    }
  }

  private mutating func scalar(depth: Int) -> String {
    let number = pick([
      "1", "0x1F", "1e3", ".5", "Inf", "NaN", "-2.5e-7", "1_000", "5m", "1h30m", "010", "3.0",
    ])
    guard depth > 0 else { return number }
    switch next(5) {
    case 0: return "time()"
    case 1: return "scalar(\(vector(depth: depth - 1)))"
    case 2: return "(\(scalar(depth: depth - 1)) \(pick(["+", "^", "%", "== bool"])) \(number))"
    default: return number
    }
  }

  private mutating func selector() -> String {
    let name = pick(["up", "http_requests:rate5m", "sum", "offset", "by", "bool_x"])
    let conditions = [
      "a=\"b\"", "le=~'0.*|\\\\+Inf'", "\"odd name\"!=\"\\\"炬\\n\"", "zone!~`x.y`", "__a__=\"\"",
    ]
    switch next(4) {
    case 0: return pick(["up", "http_requests:rate5m"])
    case 1: return "\(name == "by" || name == "offset" ? "up" : name){\(pick(conditions))}"
    case 2: return "{\"quoted.name\",\(pick(conditions))\(maybe(","))}"
    default: return "{__name__=~\"a.+\",\(pick(["", " ", "\n"]))\(pick(conditions))}"
    }
  }

  private mutating func shift() -> String {
    let length = pick(["5m", "-1h", "90", "1d2h"])
    let anchor = pick(["start()", "end()", "1603774568", "-1.5"])
    return maybe(" offset \(length)") + maybe(" @ \(anchor)")
  }

  private mutating func range(depth: Int) -> String {
    let window = pick(["5m", "1h30m", "90", "500ms"])
    if next(2) == 0 || depth == 0 { return "\(selector())[\(window)]\(shift())" }
    let step = pick(["30s", "1m"])
    return "(\(vector(depth: depth - 1)))[\(window):\(maybe(step))]\(shift())"
  }

  private mutating func aggregation(depth: Int) -> String {
    let labels = pick(["", "a", "a, b", "\"odd name\"", "by, on"])
    let clause = pick(["", "by (\(labels))", "without (\(labels))"])
    let operation = pick(["sum", "AVG", "count", "topk", "quantile", "count_values", "stddev"])
    var parameter = ""
    switch operation {
    case "topk", "quantile": parameter = scalar(depth: 0) + ", "
    case "count_values": parameter = "\"v\", "
    default: break
    }
    let body = "(\(parameter)\(vector(depth: depth)))"
    return next(2) == 0 ? "\(operation) \(clause) \(body)" : "\(operation)\(body) \(clause)"
  }

  private mutating func call(depth: Int) -> String {
    switch next(7) {
    case 0: "rate(\(range(depth: depth)))"
    case 1: "quantile_over_time(\(scalar(depth: 0)), \(range(depth: depth)))"
    case 2: "clamp(\(vector(depth: depth)), \(scalar(depth: 0)), \(scalar(depth: 0)))"
    case 3: "label_replace(\(vector(depth: depth)), \"a\", \"$1\", 'b', \"(.*)\")"
    case 4: "histogram_quantile(\(scalar(depth: 0)), \(vector(depth: depth)))"
    case 5: "vector(\(scalar(depth: depth)))"
    default: "\(pick(["abs", "sort_desc", "timestamp", "absent", "hour"]))(\(vector(depth: depth)))"
    }
  }

  /// An operand that no operator beside it takes apart.
  private mutating func operand(depth: Int) -> String {
    next(2) == 0 ? selector() + shift() : "(\(vector(depth: depth)))"
  }

  private mutating func matched(depth: Int) -> String {
    let labels = "\(pick(["on", "ignoring"])) (\(pick(["", "a", "a, c"])))"
    let grouping = pick(["", "", "group_left", "group_right (d)", "group_left (\"e f\", d)"])
    let operation = pick(["*", "-", ">", "== bool", "^"])
    // A parenthesis behind a bare `group_left` would be its labels.
    let right = grouping == "group_left" ? selector() : operand(depth: depth)
    return "\(operand(depth: depth)) \(operation) \(labels) \(grouping) \(right)"
  }

  private mutating func set(depth: Int) -> String {
    let matching = pick(["", "on (a)", "ignoring ()", "ignoring (b)"])
    let operation = pick(["and", "OR", "unless"])
    return "\(operand(depth: depth)) \(operation) \(matching) \(operand(depth: depth))"
  }
}
