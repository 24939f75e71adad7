import MetricsModel

/// One expansion of a template: its text so far, and the variables that are known.
struct TemplateExpansion {
  /// How many nodes and commands one expansion may do: loops multiply.
  private static let maximumWork = 100_000
  /// How many templates may call each other.
  private static let maximumCalls = 50

  private let template: Template
  let context: TemplateContext
  private var text = ""
  private var variables: [(name: String, value: TemplateValue)]
  private var work = 0
  private var calls = 0
  private let root: TemplateValue

  /// How a list of nodes ended.
  private enum Outcome {
    case done
    case leave
    case next
  }

  init(template: Template, context: TemplateContext, dot: TemplateValue) {
    self.template = template
    self.context = context
    self.root = dot
    self.variables = [("", dot)] + context.variables
  }

  /// The whole text.
  mutating func run() throws(TemplateError) -> String {
    _ = try expand(template.nodes, dot: root)
    return text
  }

  /// The error of `kind` at a place of the template.
  func error(_ kind: TemplateError.Kind, at position: Int) -> TemplateError {
    let place = TemplatePlace(position, in: Array(template.source.unicodeScalars))
    return TemplateError(kind: kind, line: place.line, column: place.column)
  }

  // MARK: Nodes

  private mutating func expand(
    _ nodes: [TemplateNode],
    dot: TemplateValue
  ) throws(TemplateError) -> Outcome {
    for node in nodes {
      let outcome = try expand(node, dot: dot)
      if outcome != .done { return outcome }
    }
    return .done
  }

  private mutating func expand(
    _ node: TemplateNode,
    dot: TemplateValue
  ) throws(TemplateError) -> Outcome {
    let known = variables.count
    switch node {
    case .text(let text): try append(text, at: 0)
    case .action(let pipeline):
      let value = try value(of: pipeline, dot: dot)
      if pipeline.variables.isEmpty {
        try append(value.description, at: pipeline.position)
      }
    case .choice(let pipeline, let then, let otherwise):
      let isTrue = try value(of: pipeline, dot: dot).isTrue
      let outcome = try expand(isTrue ? then : otherwise, dot: dot)
      forgetVariables(beyond: known)
      return outcome
    case .with(let pipeline, let then, let otherwise):
      let value = try value(of: pipeline, dot: dot)
      let outcome = try value.isTrue ? expand(then, dot: value) : expand(otherwise, dot: dot)
      forgetVariables(beyond: known)
      return outcome
    case .loop(let pipeline, let body, let otherwise):
      let outcome = try loop(over: pipeline, body, otherwise, dot: dot)
      forgetVariables(beyond: known)
      return outcome
    case .call(let name, let pipeline, let position):
      try call(name, pipeline, at: position, dot: dot)
    case .leave: return .leave
    case .next: return .next
    }
    return .done
  }

  private mutating func append(_ more: String, at position: Int) throws(TemplateError) {
    text += more
    guard text.utf8.count <= Template.maximumLength else {
      throw error(.tooLong(limit: Template.maximumLength), at: position)
    }
    try charge(at: position)
  }

  private mutating func charge(at position: Int) throws(TemplateError) {
    work += 1
    guard work <= Self.maximumWork else { throw error(.tooMuchWork, at: position) }
  }

  private mutating func loop(
    over pipeline: TemplatePipeline,
    _ body: [TemplateNode],
    _ otherwise: [TemplateNode],
    dot: TemplateValue
  ) throws(TemplateError) -> Outcome {
    var plain = pipeline
    plain.variables = []
    let value = try value(of: plain, dot: dot)
    let elements = try elements(of: value, at: pipeline.position)
    guard !elements.isEmpty else { return try expand(otherwise, dot: dot) }
    let known = variables.count
    for (key, element) in elements {
      try charge(at: pipeline.position)
      let names = pipeline.variables
      if let last = names.last { set(last, to: element, declares: pipeline.declares) }
      if names.count > 1 { set(names[0], to: key, declares: pipeline.declares) }
      let outcome = try expand(body, dot: element)
      forgetVariables(beyond: known)
      if outcome == .leave { break }
    }
    return .done
  }

  /// The keys and values that a loop goes through.
  private func elements(
    of value: TemplateValue,
    at position: Int
  ) throws(TemplateError) -> [(key: TemplateValue, value: TemplateValue)] {
    switch value {
    case .list(let values):
      return values.enumerated().map { (.integer(Int64($0.offset)), $0.element) }
    case .map(let values):
      return values.sorted { $0.key < $1.key }.map { (.text($0.key), $0.value) }
    case .labels(let labels): return labels.pairs.map { (.text($0.name), .text($0.value)) }
    case .integer(let count):
      guard count <= Int64(Self.maximumWork) else { throw error(.tooMuchWork, at: position) }
      return (0..<max(0, count)).map { (.integer($0), .integer($0)) }
    case .none: return []
    default: throw error(.notARange(value.typeName), at: position)
    }
  }

  private mutating func call(
    _ name: String,
    _ argument: TemplatePipeline?,
    at position: Int,
    dot: TemplateValue
  ) throws(TemplateError) {
    guard let nodes = template.definitions[name] else {
      throw error(.unknownTemplate(name), at: position)
    }
    var value = TemplateValue.none
    if let argument { value = try self.value(of: argument, dot: dot) }
    calls += 1
    guard calls <= Self.maximumCalls else { throw error(.tooMuchWork, at: position) }
    let known = variables
    variables = [("", value)]
    _ = try expand(nodes, dot: value)
    variables = known
    calls -= 1
  }

  // MARK: Pipelines

  private mutating func forgetVariables(beyond count: Int) {
    variables.removeLast(max(0, variables.count - count))
  }

  private mutating func set(_ name: String, to value: TemplateValue, declares: Bool) {
    if !declares, let index = variables.lastIndex(where: { $0.name == name }) {
      variables[index].value = value
    } else {
      variables.append((name, value))
    }
  }

  /// The value of a pipeline, whose variables are set to it.
  mutating func value(
    of pipeline: TemplatePipeline,
    dot: TemplateValue
  ) throws(TemplateError) -> TemplateValue {
    var value: TemplateValue?
    for command in pipeline.commands {
      try charge(at: pipeline.position)
      value = try self.value(of: command, piped: value, dot: dot)
    }
    let result = value ?? .none
    for name in pipeline.variables { set(name, to: result, declares: pipeline.declares) }
    return result
  }

  private mutating func value(
    of command: [TemplateOperand],
    piped: TemplateValue?,
    dot: TemplateValue
  ) throws(TemplateError) -> TemplateValue {
    guard let first = command.first else { return .none }
    if case .function(let name) = first.kind, first.path.isEmpty {
      return try call(name, command, piped: piped, dot: dot)
    }
    var arguments: [TemplateValue] = []
    for operand in command.dropFirst() { arguments.append(try value(of: operand, dot: dot)) }
    if let piped { arguments.append(piped) }
    return try value(of: first, arguments: arguments, dot: dot)
  }

  /// The value of an operand; its last field may be a method that takes `arguments`.
  private mutating func value(
    of operand: TemplateOperand,
    arguments: [TemplateValue] = [],
    dot: TemplateValue
  ) throws(TemplateError) -> TemplateValue {
    var value: TemplateValue
    switch operand.kind {
    case .dot: value = dot
    case .variable(let name):
      value = variables.last { $0.name == name }?.value ?? .none
    case .constant(let constant): value = constant
    case .function(let name):
      value = try call(
        name,
        [TemplateOperand(kind: operand.kind, position: operand.position)],
        piped: nil,
        dot: dot
      )
    case .pipeline(let pipeline):
      value = try self.value(of: pipeline, dot: dot)
    }
    for (index, name) in operand.path.enumerated() {
      let given = index == operand.path.count - 1 ? arguments : []
      if let method = TemplateMethod.named(name, of: value) {
        value = try perform(name, method, on: value, given, at: operand.position)
      } else if let field = value.field(name) {
        guard given.isEmpty else { throw error(.notAFunction(name), at: operand.position) }
        value = field
      } else {
        throw error(.noField(name, of: value.typeName), at: operand.position)
      }
    }
    guard arguments.isEmpty || !operand.path.isEmpty else {
      throw error(.notAFunction("\(value)"), at: operand.position)
    }
    return value
  }

  private func perform(
    _ name: String,
    _ method: TemplateMethod,
    on value: TemplateValue,
    _ arguments: [TemplateValue],
    at position: Int
  ) throws(TemplateError) -> TemplateValue {
    do throws(TemplateFunction.Mistake) {
      return try method.result(of: value, arguments)
    } catch {
      throw self.error(error.kind(in: name), at: position)
    }
  }

  private mutating func call(
    _ name: String,
    _ command: [TemplateOperand],
    piped: TemplateValue?,
    dot: TemplateValue
  ) throws(TemplateError) -> TemplateValue {
    let position = command.first?.position ?? 0
    guard let function = TemplateFunction.named(name) else {
      throw error(.unknownFunction(name), at: position)
    }
    var arguments: [TemplateValue] = []
    for operand in command.dropFirst() {
      let argument = try value(of: operand, dot: dot)
      arguments.append(argument)
      // `and` and `or` look no further than they must.
      if let decides = function.isDecided, decides(argument) { return argument }
    }
    if let piped { arguments.append(piped) }
    guard function.takes(arguments.count) else {
      throw error(
        .argumentCount(function: name, expected: function.expected, found: arguments.count),
        at: position
      )
    }
    do throws(TemplateFunction.Mistake) {
      return try function.body(arguments, context)
    } catch {
      throw self.error(error.kind(in: name), at: position)
    }
  }
}

extension TemplatePipeline {
  /// Where the pipeline stands, in scalars.
  var position: Int { commands.first?.first?.position ?? 0 }
}
