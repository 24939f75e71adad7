/// `rate(expression)`: a function with its arguments.
public struct FunctionCall: Sendable, Equatable {
  /// The function, a row of the table.
  let function: Function
  /// The arguments, as many as the function takes.
  public let arguments: [Expr]

  /// The function's name.
  public var name: String { function.name }

  /// A call of `function`.
  init(_ function: Function, _ arguments: [Expr]) {
    self.function = function
    self.arguments = arguments
  }

  /// Whether the same function is called with equal arguments.
  public static func == (left: FunctionCall, right: FunctionCall) -> Bool {
    left.name == right.name && left.arguments == right.arguments
  }
}
