import MetricsModel

/// Columns with unique identities; those that come in parts are put together.
struct ColumnSet {
  private struct Identity: Hashable {
    let labels: Labels
    let dropsName: Bool
  }

  private(set) var columns: [Column] = []
  private var places: [Identity: Int] = [:]
  private let steps: Int

  /// A set of columns with `steps` values each.
  init(steps: Int) {
    self.steps = steps
  }

  /// Adds a column; false when one of the same identity has a value at the same step.
  mutating func add(_ column: Column) -> Bool {
    let identity = Identity(labels: column.labels, dropsName: column.dropsName)
    guard let place = places[identity] else {
      places[identity] = columns.count
      columns.append(column)
      return true
    }
    for (step, value) in column.values.enumerated() where !value.isAbsent {
      guard columns[place].values[step].isAbsent else { return false }
      columns[place].values[step] = value
    }
    return true
  }

  /// The place of the column of an identity, made where it is missing.
  mutating func place(of labels: Labels, dropsName: Bool) -> Int {
    let identity = Identity(labels: labels, dropsName: dropsName)
    if let place = places[identity] { return place }
    places[identity] = columns.count
    columns.append(
      Column(
        labels: labels,
        dropsName: dropsName,
        values: Array(repeating: .absent, count: steps)
      )
    )
    return columns.count - 1
  }

  /// Puts a value; false when there is one already.
  mutating func set(_ value: Double, at step: Int, of place: Int) -> Bool {
    guard columns[place].values[step].isAbsent else { return false }
    columns[place].values[step] = value
    return true
  }
}
