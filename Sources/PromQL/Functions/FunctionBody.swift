/// What a function does, by the shape of its work.
enum FunctionBody: Sendable {
  /// Each value of an instant vector becomes another; names are dropped.
  case element(@Sendable (Double) -> Double)
  /// Each value becomes another or none, with the scalar arguments of its step.
  case elementWith(@Sendable (Double, [Double]) -> Double)
  /// Seconds since the epoch become a part of a date; of the step's own time without an argument.
  case datePart(@Sendable (CivilDate) -> Double)
  /// The samples of each window become a value.
  case window(WindowFunction)
  /// Anything else.
  case custom(@Sendable (FunctionArguments) throws(PromQLError) -> Evaluated)

  /// The function's values for `arguments`.
  func evaluate(_ arguments: FunctionArguments) throws(PromQLError) -> Evaluated {
    switch self {
    case .element(let change):
      return .vector(try arguments.vector(0).map { $0.mapping { value, _ in change(value) } })
    case .elementWith(let change):
      let columns = try arguments.vector(0)
      let scalars = try arguments.scalars(from: 1)
      return .vector(
        columns.map { column in
          column.mapping { value, step in change(value, scalars.map { $0[step] }) }
        }
      )
    case .datePart(let part):
      return .vector(
        try arguments.vectorOrTime().map { column in
          column.mapping { seconds, _ in CivilDate(seconds: seconds).map(part) ?? .nan }
        }
      )
    case .window(let function):
      return .vector(try arguments.windowed(by: function))
    case .custom(let function):
      return try function(arguments)
    }
  }
}

extension Column {
  /// This column with each value replaced, its name dropped.
  func mapping(_ change: (Double, Int) -> Double) -> Column {
    var result = self
    result.dropsName = true
    for step in values.indices where !values[step].isAbsent {
      result.values[step] = change(values[step], step)
    }
    return result
  }
}
