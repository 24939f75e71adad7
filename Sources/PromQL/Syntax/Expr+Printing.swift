import MetricsModel

extension Expr: CustomStringConvertible {
  /// Source that parses back to an equal tree, on one line, as Prometheus prints it.
  public var description: String {
    switch node {
    case .number(let literal): NumberFormat.shortest(literal.value)
    case .string(let text): Self.quoted(text)
    case .vector(let selector): selector.description
    case .matrix(let matrix): matrix.description
    case .subquery(let subquery): subquery.description
    case .unary(let sign, let operand): sign.rawValue + operand.description
    case .binary(let binary): binary.description
    case .aggregation(let aggregation): aggregation.description
    case .call(let call):
      "\(call.name)(\(call.arguments.map(\.description).joined(separator: ", ")))"
    case .parentheses(let inner): "(\(inner.description))"
    }
  }

  /// `text` in double quotes, as the lexer reads it back.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let digits = String(scalar.value, radix: 16)
        result += "\\x" + (digits.count < 2 ? "0" : "") + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A label's name, in quotes where it needs them.
  static func labelName(_ name: String) -> String {
    PromQL.isLabelName(name) ? name : quoted(name)
  }

  /// The names of labels in parentheses.
  static func labelList(_ names: [String]) -> String {
    "(\(names.map(labelName).joined(separator: ", ")))"
  }
}

extension TimeShift: CustomStringConvertible {
  /// The modifiers with a blank before each, empty when there is none.
  public var description: String {
    var result = ""
    switch anchor {
    case .milliseconds(let time):
      let fraction = String(time.magnitude % 1000)
      let zeros = String(repeating: "0", count: 3 - fraction.count)
      result += " @ \(time < 0 ? "-" : "")\(time.magnitude / 1000).\(zeros)\(fraction)"
    case .start: result += " @ start()"
    case .end: result += " @ end()"
    case nil: break
    }
    if offset != 0 { result += " offset \(DurationSyntax.text(milliseconds: offset))" }
    return result
  }
}

extension VectorSelector: CustomStringConvertible {
  /// The source, as Prometheus prints it.
  public var description: String { series + shift.description }

  /// The selector without its modifiers.
  var series: String {
    let conditions = writtenMatchers.map {
      Expr.labelName($0.name) + $0.comparison.rawValue + Expr.quoted($0.value)
    }
    let name = metricName ?? ""
    return conditions.isEmpty ? name : "\(name){\(conditions.joined(separator: ","))}"
  }
}

extension MatrixSelector: CustomStringConvertible {
  /// The source, as Prometheus prints it.
  public var description: String {
    "\(selector.series)[\(DurationSyntax.text(milliseconds: window))]\(selector.shift)"
  }
}

extension Subquery: CustomStringConvertible {
  /// The source, as Prometheus prints it.
  public var description: String {
    let length = DurationSyntax.text(milliseconds: window)
    let pace = step.map { DurationSyntax.text(milliseconds: $0) } ?? ""
    return "\(expression)[\(length):\(pace)]\(shift)"
  }
}

extension BinaryOperation: CustomStringConvertible {
  /// The source, as Prometheus prints it.
  public var description: String {
    let bool = returnsBool ? " bool" : ""
    // `+Inf ^ 2` would be the sign of a power, where `Inf ^ 2` was meant.
    let isPower = operation == .power
    let left = isPower ? String(left.description.trimmingPrefix("+")) : left.description
    return "\(left) \(operation.rawValue)\(bool)\(matching) \(right)"
  }
}

extension VectorMatching: CustomStringConvertible {
  /// The clauses with a blank before each, empty where they say nothing.
  public var description: String {
    let group: String
    switch grouping {
    case .oneToOne: group = ""
    case .left(let names): group = " group_left \(Expr.labelList(names))"
    case .right(let names): group = " group_right \(Expr.labelList(names))"
    }
    switch labels {
    case .on(let names): return " on \(Expr.labelList(names))\(group)"
    case .ignoring(let names):
      if names.isEmpty, group.isEmpty { return "" }
      return " ignoring \(Expr.labelList(names))\(group)"
    }
  }
}

extension Aggregation: CustomStringConvertible {
  /// The source, as Prometheus prints it.
  public var description: String {
    let clause: String
    switch grouping {
    case .by(let names): clause = names.isEmpty ? "" : " by \(Expr.labelList(names)) "
    case .without(let names): clause = " without \(Expr.labelList(names)) "
    }
    let first = parameter.map { "\($0), " } ?? ""
    return "\(operation.rawValue)\(clause)(\(first)\(expression))"
  }
}
