import MetricsModel

extension Evaluation {
  /// The values of an operation between two expressions.
  func evaluate(
    _ binary: BinaryOperation,
    over grid: StepGrid,
    at range: Range<Int>
  )
    throws(PromQLError) -> Evaluated
  {
    let left = try evaluate(binary.left, over: grid)
    let right = try evaluate(binary.right, over: grid)
    let compute = Arithmetic.function(of: binary.operation)
    switch (left, right) {
    case (.scalar(let left), .scalar(let right)):
      return .scalar(zip(left, right).map { compute($0, $1) })
    case (.vector(let columns), .scalar(let numbers)):
      try charge(samples: columns.count * grid.count, at: range)
      return .vector(
        columns.map {
          combine($0, with: numbers, binary) { vector, scalar in compute(vector, scalar) }
        }
      )
    case (.scalar(let numbers), .vector(let columns)):
      try charge(samples: columns.count * grid.count, at: range)
      return .vector(
        columns.map {
          combine($0, with: numbers, binary) { vector, scalar in compute(scalar, vector) }
        }
      )
    case (.vector(let left), .vector(let right)):
      let match = VectorMatch(
        left: left,
        right: right,
        binary: binary,
        steps: grid.count,
        range: range,
        evaluation: self
      )
      return .vector(try match.result())
    default:
      throw PromQLError(.binaryOnWrongType, at: range)
    }
  }

  /// A column with each value combined with the scalar of its step.
  private func combine(
    _ column: Column,
    with numbers: [Double],
    _ binary: BinaryOperation,
    _ compute: (Double, Double) -> Double
  ) -> Column {
    let filters = binary.operation.isComparison && !binary.returnsBool
    var result = column
    for step in result.values.indices {
      let value = column.values[step]
      guard !value.isAbsent else { continue }
      let computed = compute(value, numbers[step])
      result.values[step] = filters ? (computed == 1 ? value : .absent) : computed
    }
    if !filters { result.dropsName = true }
    return result
  }
}
