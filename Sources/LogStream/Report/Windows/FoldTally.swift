/// The records of the list in groups of one shape, over the window.
struct FoldTally: Sendable {
  /// One group.
  struct Group: Sendable {
    /// One second's part of a group.
    struct Cell: Sendable {
      var second: Int64
      var count: Int32
      var first: Int64
    }

    /// How many records there are.
    var count = 0
    /// The newest one.
    var newest = RowReference(time: .min, chunk: 0, row: 0)
    /// How many records each address has.
    var addresses: [UInt32: Int32] = [:]
    /// The seconds in which there are records, in order.
    var cells: [Cell] = []

    /// The first record's time in milliseconds.
    var first: Int64 { cells.first?.first ?? newest.time }
    /// How many addresses there are beside that of one record.
    var otherAddresses: Int { max(0, addresses.count - 1) }
  }

  /// The groups by shape.
  private(set) var groups: [UInt32: Group] = [:]
  /// Whether the newest record of a group has left: the groups must be made anew.
  private(set) var isStale = false

  /// Adds a record.
  mutating func add(_ facts: RowFacts, _ reference: RowReference) {
    groups[facts.shape, default: Group()].add(facts, reference)
  }

  /// Takes a record away.
  mutating func remove(_ facts: RowFacts, _ reference: RowReference) {
    guard groups[facts.shape] != nil else { return }
    groups[facts.shape]?.remove(facts)
    guard let group = groups[facts.shape] else { return }
    if group.count <= 0 {
      groups[facts.shape] = nil
    } else if group.newest == reference {
      isStale = true
    }
  }
}

extension FoldTally.Group {
  fileprivate mutating func add(_ facts: RowFacts, _ reference: RowReference) {
    count += 1
    newest = max(newest, reference)
    if facts.address != InternEntries.absent { addresses[facts.address, default: 0] += 1 }
    var index = cells.count
    while index > 0, cells[index - 1].second > facts.second { index -= 1 }
    if index > 0, cells[index - 1].second == facts.second {
      cells[index - 1].count += 1
      cells[index - 1].first = min(cells[index - 1].first, facts.time)
    } else {
      cells.insert(Cell(second: facts.second, count: 1, first: facts.time), at: index)
    }
  }

  fileprivate mutating func remove(_ facts: RowFacts) {
    count -= 1
    if let left = addresses[facts.address] {
      addresses[facts.address] = left > 1 ? left - 1 : nil
    }
    // Records leave at the old end, so the cell is found at once.
    guard let index = cells.firstIndex(where: { $0.second == facts.second }) else { return }
    cells[index].count -= 1
    if cells[index].count <= 0 { cells.remove(at: index) }
  }
}
