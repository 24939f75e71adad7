/// A function of the language: one row of the table.
struct Function: Sendable {
  /// How many arguments there may be beyond the named ones.
  enum Arity: Sendable {
    /// As many as there are types.
    case exact
    /// As many as there are types, or fewer by this number.
    case optional(Int)
    /// As many as there are types or more, the last type repeated; fewer by this number.
    case variadic(fewer: Int)
  }

  /// The name.
  let name: String
  /// The kinds of the arguments.
  let parameters: [ValueType]
  /// How many arguments there may be.
  let arity: Arity
  /// The kind of the result.
  let result: ValueType
  /// What it does.
  let body: FunctionBody

  /// A row of the table.
  init(
    _ name: String,
    _ parameters: [ValueType],
    takes arity: Arity = .exact,
    gives result: ValueType = .instantVector,
    _ body: FunctionBody
  ) {
    self.name = name
    self.parameters = parameters
    self.arity = arity
    self.result = result
    self.body = body
  }

  /// The kind of an argument.
  func parameterType(at index: Int) -> ValueType {
    parameters[min(index, parameters.count - 1)]
  }

  /// How many arguments were expected, in words; nil when `count` is right.
  func complaint(aboutArgumentCount count: Int) -> String? {
    switch arity {
    case .exact:
      return count == parameters.count ? nil : "\(parameters.count)"
    case .optional(let fewer):
      if count > parameters.count { return "at most \(parameters.count)" }
      return count >= parameters.count - fewer ? nil : "at least \(parameters.count - fewer)"
    case .variadic(let fewer):
      return count >= parameters.count - fewer ? nil : "at least \(parameters.count - fewer)"
    }
  }
}
