/// `sum by (label) (expression)`: many series made few.
public struct Aggregation: Sendable, Equatable {
  /// The operators that aggregate.
  public enum Operator: String, Sendable, CaseIterable {
    /// The sum.
    case sum
    /// The average.
    case avg
    /// How many there are.
    case count
    /// The smallest.
    case min
    /// The largest.
    case max
    /// One, where there is any.
    case group
    /// The standard deviation of the population.
    case stddev
    /// The variance of the population.
    case stdvar
    /// The k largest, with their own labels.
    case topk
    /// The k smallest, with their own labels.
    case bottomk
    /// How many have each value, the value in a label.
    case countValues = "count_values"
    /// The φ-quantile.
    case quantile

    /// The kind of the first argument, nil for the operators with only one.
    var parameterType: ValueType? {
      switch self {
      case .topk, .bottomk, .quantile: .scalar
      case .countValues: .string
      default: nil
      }
    }
  }

  /// Which series come together.
  public enum Grouping: Sendable, Equatable {
    /// `by (a, b)`: those with the same values of these labels.
    case by([String])
    /// `without (a, b)`: those with the same values of all other labels.
    case without([String])
  }

  /// The operator.
  public let operation: Operator
  /// The first of two arguments: k, φ, or a label's name.
  public let parameter: Expr?
  /// What is aggregated.
  public let expression: Expr
  /// Which series come together.
  public let grouping: Grouping

  /// The aggregation of `expression`.
  public init(
    _ operation: Operator,
    parameter: Expr? = nil,
    expression: Expr,
    grouping: Grouping = .by([])
  ) {
    self.operation = operation
    self.parameter = parameter
    self.expression = expression
    self.grouping = grouping
  }
}
