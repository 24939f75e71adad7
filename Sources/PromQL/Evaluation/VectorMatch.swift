import MetricsModel

/// An operation between two vectors: partners are found once for each series, not at each step.
struct VectorMatch {
  private let left: [Column]
  private let right: [Column]
  private let binary: BinaryOperation
  private let steps: Int
  private let range: Range<Int>
  private let evaluation: Evaluation

  /// The operation `binary` between the columns of its sides.
  init(
    left: [Column],
    right: [Column],
    binary: BinaryOperation,
    steps: Int,
    range: Range<Int>,
    evaluation: Evaluation
  ) {
    self.left = left
    self.right = right
    self.binary = binary
    self.steps = steps
    self.range = range
    self.evaluation = evaluation
  }

  /// The resulting columns.
  func result() throws(PromQLError) -> [Column] {
    try evaluation.charge(samples: (left.count + right.count) * steps, at: range)
    return switch binary.operation {
    case .and: filtered(left, by: right, keepingPartners: true)
    case .unless: filtered(left, by: right, keepingPartners: false)
    case .or: union()
    default: try joined()
    }
  }

  // MARK: Sets

  private func filtered(_ columns: [Column], by others: [Column], keepingPartners: Bool) -> [Column]
  {
    let presence = presence(of: others)
    return columns.compactMap { column in
      guard let mask = presence[key(of: column)] else { return keepingPartners ? nil : column }
      var result = column
      for step in 0..<steps where mask[step] != keepingPartners { result.values[step] = .absent }
      return result.values.allSatisfy(\.isAbsent) ? nil : result
    }
  }

  private func union() -> [Column] {
    var result = ColumnSet(steps: steps)
    var rest: [Column] = []
    for column in left + filtered(right, by: left, keepingPartners: false)
    where !result.add(column) {
      rest.append(column)
    }
    return result.columns + rest
  }

  private func presence(of columns: [Column]) -> [Labels: [Bool]] {
    var masks: [Labels: [Bool]] = [:]
    for column in columns {
      var mask = masks[key(of: column)] ?? Array(repeating: false, count: steps)
      for step in 0..<steps where !column.values[step].isAbsent { mask[step] = true }
      masks[key(of: column)] = mask
    }
    return masks
  }

  // MARK: Values

  private struct Partners {
    var many: [Int] = []
    var one: [Int] = []
  }

  private func joined() throws(PromQLError) -> [Column] {
    let isSwapped = if case .right = binary.matching.grouping { true } else { false }
    let many = isSwapped ? right : left
    let one = isSwapped ? left : right
    var groups: [Partners] = []
    var places: [Labels: Int] = [:]
    for (index, column) in one.enumerated() {
      groups[place(of: column, in: &places, &groups)].one.append(index)
    }
    for (index, column) in many.enumerated() {
      groups[place(of: column, in: &places, &groups)].many.append(index)
    }
    let anyMany = groups.contains { $0.one.count > 1 } ? present(in: many) : []
    var result = ColumnSet(steps: steps)
    for group in groups {
      if group.one.count > 1 {
        try checkUnique(group.one.map { one[$0] }, where: anyMany, isSwapped: isSwapped)
      }
      if group.many.count > 1, binary.matching.grouping == .oneToOne, !group.one.isEmpty {
        try checkOneToOne(group.many.map { many[$0] }, group.one.map { one[$0] })
      }
      for index in group.many {
        for partner in group.one {
          try join(many[index], one[partner], isSwapped: isSwapped, into: &result)
        }
      }
    }
    return result.columns.filter { !$0.values.allSatisfy(\.isAbsent) }
  }

  private func place(
    of column: Column,
    in places: inout [Labels: Int],
    _ groups: inout [Partners]
  )
    -> Int
  {
    let key = key(of: column)
    if let place = places[key] { return place }
    places[key] = groups.count
    groups.append(Partners())
    return groups.count - 1
  }

  private func join(
    _ many: Column,
    _ one: Column,
    isSwapped: Bool,
    into result: inout ColumnSet
  )
    throws(PromQLError)
  {
    try evaluation.charge(samples: steps, at: range)
    let compute = Arithmetic.function(of: binary.operation)
    let isComparison = binary.operation.isComparison
    let filters = isComparison && !binary.returnsBool
    let place = result.place(
      of: labels(many.labels, one.labels),
      dropsName: binary.returnsBool || (isComparison && many.dropsName)
    )
    for step in 0..<steps {
      let first = isSwapped ? one.values[step] : many.values[step]
      let second = isSwapped ? many.values[step] : one.values[step]
      guard !first.isAbsent, !second.isAbsent else { continue }
      var value = compute(first, second)
      if filters {
        guard value == 1 else { continue }
        value = first
      }
      guard result.set(value, at: step, of: place) else {
        throw PromQLError(
          binary.matching.grouping == .oneToOne ? .implicitManyToOne : .ambiguousGroup,
          at: range
        )
      }
    }
  }

  /// The labels of a result: those of the many side, and what the one side lends.
  private func labels(_ many: Labels, _ one: Labels) -> Labels {
    var result = binary.operation.isComparison ? many : many.withoutName
    switch binary.matching.grouping {
    case .oneToOne:
      switch binary.matching.labels {
      case .on(let names): result = result.keeping(Set(names))
      case .ignoring(let names): result = result.dropping(Set(names))
      }
    case .left(let names), .right(let names):
      for name in names { result = result.setting(name, to: one[name] ?? "") }
    }
    return result
  }

  // MARK: Partners

  private func key(of column: Column) -> Labels {
    switch binary.matching.labels {
    case .on(let names): column.labels.keeping(Set(names))
    case .ignoring(let names): column.labels.dropping(Set(names + [Labels.metricName]))
    }
  }

  private func present(in columns: [Column]) -> [Bool] {
    (0..<steps).map { step in columns.contains { !$0.values[step].isAbsent } }
  }

  private func checkUnique(
    _ columns: [Column],
    where mask: [Bool],
    isSwapped: Bool
  )
    throws(PromQLError)
  {
    for step in 0..<steps where mask[step] {
      let both = columns.filter { !$0.values[step].isAbsent }.prefix(2)
      guard both.count > 1 else { continue }
      let names = both.map(\.labels).sorted { $0.precedes($1) }.map(Self.text)
      throw PromQLError(
        .duplicateMatch(
          group: Self.text(key(of: columns[0])),
          side: isSwapped ? "left" : "right",
          first: names[0],
          second: names[1]
        ),
        at: range
      )
    }
  }

  private func checkOneToOne(_ many: [Column], _ one: [Column]) throws(PromQLError) {
    for step in 0..<steps {
      guard many.count(where: { !$0.values[step].isAbsent }) > 1,
        one.contains(where: { !$0.values[step].isAbsent })
      else { continue }
      throw PromQLError(.implicitManyToOne, at: range)
    }
  }

  private static func text(_ labels: Labels) -> String {
    "{\(labels.pairs.map { "\(Expr.labelName($0.name))=\(Expr.quoted($0.value))" }.joined(separator: ", "))}"
  }
}
