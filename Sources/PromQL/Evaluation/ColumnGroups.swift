import MetricsModel

/// The columns of a vector, sorted into the groups of an aggregation.
struct ColumnGroups {
  private struct Group {
    let labels: Labels
    let dropsName: Bool
    var members: [Int]
  }

  private let columns: [Column]
  private var groups: [Group] = []

  /// Sorts `columns` by the labels of `grouping`; groups come in the order of their first members.
  init(_ columns: [Column], by grouping: Aggregation.Grouping) {
    self.columns = columns
    let key = GroupKey(grouping)
    var places: [Labels: Int] = [:]
    var last: Int?
    for index in columns.indices {
      // Series of one group often stand one behind the other, and are told without a new key.
      if let last, key.isKey(groups[last].labels, of: columns[index].labels) {
        groups[last].members.append(index)
        continue
      }
      let labels = key.labels(of: columns[index].labels)
      if let place = places[labels] {
        groups[place].members.append(index)
        last = place
      } else {
        last = groups.count
        places[labels] = groups.count
        groups.append(Group(labels: labels, dropsName: columns[index].dropsName, members: [index]))
      }
    }
  }

  /// One column for each group, its values accumulated from those of the members.
  func fold<Accumulator: StepAccumulator>(_ type: Accumulator.Type, steps: Int) -> [Column] {
    Parallel.map(groups.count, cost: columns.count * steps) { part in
      part.map { index in
        let group = groups[index]
        var accumulators = [Accumulator?](repeating: nil, count: steps)
        for member in group.members { columns[member].accumulate(into: &accumulators) }
        return Column(
          labels: group.labels,
          dropsName: group.dropsName,
          values: accumulators.map { $0?.result ?? .absent }
        )
      }
    }
  }

  /// The φ-quantile of each group; one level for each step.
  func quantiles(_ levels: [Double]) -> [Column] {
    groups.map { group in
      let values = levels.indices.map { step in
        let present = group.members.compactMap { member in
          let value = columns[member].values[step]
          return value.isAbsent ? nil : value
        }
        return present.isEmpty ? .absent : Quantile.value(levels[step], of: present)
      }
      return Column(labels: group.labels, dropsName: group.dropsName, values: values)
    }
  }

  /// How many members of each group have each value, the value in `label`.
  ///
  /// `charge` is called for each new column: there may be more of them than members.
  func countedValues(
    label: String,
    steps: Int,
    charge: () throws(PromQLError) -> Void
  ) throws(PromQLError) -> [Column] {
    var result = ColumnSet(steps: steps)
    for group in groups {
      for step in 0..<steps {
        var counts: [String: Double] = [:]
        for member in group.members {
          let value = columns[member].values[step]
          if !value.isAbsent { counts[NumberFormat.positional(value), default: 0] += 1 }
        }
        for (text, count) in counts {
          let known = result.columns.count
          let place = result.place(
            of: group.labels.setting(label, to: text),
            dropsName: group.dropsName
          )
          if result.columns.count > known { try charge() }
          _ = result.set(count, at: step, of: place)
        }
      }
    }
    return result.columns
  }

  /// The members with the largest or smallest values of each group; one count for each step.
  ///
  /// With one step they come in the order of their values. NaN comes last in any case.
  func ranked(counts: [Int], largest: Bool) -> [Column] {
    var result = columns
    for index in result.indices {
      result[index].values = Array(repeating: .absent, count: counts.count)
    }
    var order: [Int] = []
    for (step, count) in counts.enumerated() where count > 0 {
      for group in groups {
        var best: [Int] = []
        for member in group.members where !columns[member].values[step].isAbsent {
          insert(member, into: &best, limit: count) { first, second in
            precedes(columns[first].values[step], columns[second].values[step], largest: largest)
          }
        }
        for member in best { result[member].values[step] = columns[member].values[step] }
        if counts.count == 1 { order += best }
      }
    }
    if counts.count == 1 { return order.map { result[$0] } }
    return result.filter { !$0.values.allSatisfy(\.isAbsent) }
  }

  private func insert(
    _ member: Int,
    into best: inout [Int],
    limit: Int,
    by precedes: (Int, Int) -> Bool
  ) {
    if best.count >= limit, let last = best.last, !precedes(member, last) { return }
    var low = 0
    var high = best.count
    while low < high {
      let middle = (low + high) / 2
      if precedes(member, best[middle]) { high = middle } else { low = middle + 1 }
    }
    best.insert(member, at: low)
    if best.count > limit { best.removeLast() }
  }

  private func precedes(_ first: Double, _ second: Double, largest: Bool) -> Bool {
    if second.isNaN { return !first.isNaN }
    return largest ? first > second : first < second
  }
}

extension Column {
  /// Adds the values to the accumulators of their steps.
  fileprivate func accumulate<Accumulator: StepAccumulator>(into accumulators: inout [Accumulator?])
  {
    let values = values.span
    var accumulators = accumulators.mutableSpan
    for step in values.indices where !values[step].isAbsent {
      if var known = accumulators[step] {
        known.add(values[step])
        accumulators[step] = known
      } else {
        accumulators[step] = Accumulator(values[step])
      }
    }
  }
}
