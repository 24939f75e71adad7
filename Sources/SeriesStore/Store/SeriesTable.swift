import MetricsModel

/// The series of one target by their labels, each with a slot that stays its own.
struct SeriesTable {
  /// The labels that every series of the target gets.
  let targetLabels: [Labels.Pair]
  /// Whether a page's own labels win over the target's.
  let honorsLabels: Bool
  /// The most series that the target may have.
  var limit: Int
  /// The labels of the target's pages.
  var labels: LabelTable

  private(set) var index = SeriesIndex()
  /// The numbers of the target's labels.
  private var targetIDs: [LabelTable.ID]
  /// From how many known texts on those of series that are gone are forgotten.
  private static let manyTexts = 4096

  init(labels: [String: String], honorsLabels: Bool = false, limit: Int) {
    self.targetLabels = Labels(labels.map { Labels.Pair($0.key, $0.value) }).pairs
    self.honorsLabels = honorsLabels
    self.limit = limit
    (self.labels, self.targetIDs) = Self.freshTable(targetLabels)
  }

  private static func freshTable(
    _ targetLabels: [Labels.Pair]
  ) -> (LabelTable, [LabelTable.ID]) {
    var table = LabelTable(names: targetLabels.map(\.name))
    let ids = targetLabels.map { table.id($0) }
    return (table, ids)
  }

  /// How many series there are.
  var count: Int { index.count }

  /// The memory in bytes.
  var bytes: Int { labels.bytes + index.bytes }

  /// The slot of the series with these labels of a page, whose names are unique, and whether it is a
  /// new one; nil where the target's limit is reached.
  mutating func slot(
    _ ids: [LabelTable.ID],
    in table: inout LabelTable
  ) -> (slot: Int32, isNew: Bool)? {
    var ids = ids
    for id in ids {
      let facts = table.facts[Int(id)]
      if facts.isEmpty || (facts.name > 0 && facts.name <= targetLabels.count) {
        ids = resolved(ids, &table)
        break
      }
    }
    return index.slot(ids, limit: limit)
  }

  /// Enters one of the series that a scrape itself makes, such as `up`; gives its slot.
  mutating func enter(report name: String) -> Int32? {
    index.slot([labels.id(Labels.Pair(Labels.metricName, name))], limit: limit)?.slot
  }

  /// The labels without empty ones; what the page has under a name of the target's own labels is
  /// kept as `exported_…`, unless the page's win.
  private func resolved(_ ids: [LabelTable.ID], _ table: inout LabelTable) -> [LabelTable.ID] {
    var pairs = ids.map { table.labels[Int($0)] }
      .filter { !$0.value.isEmpty && !(honorsLabels && targetLabels.contains($0)) }
    for target in honorsLabels ? [] : targetLabels {
      guard let clash = pairs.firstIndex(where: { $0.name == target.name }) else { continue }
      var name = "exported_\(target.name)"
      while pairs.contains(where: { $0.name == name }) { name = "exported_\(name)" }
      pairs[clash] = Labels.Pair(name, pairs[clash].value)
    }
    return pairs.map { table.id($0) }
  }

  /// Gives each series of `slots` with the number of its name and its labels, the target's own among
  /// them.
  func forEach(_ slots: [Int32], _ body: (Int32, LabelTable.ID, Labels) -> Void) {
    let ranks = labels.ranks()
    let known = labels.labels
    var ids: [LabelTable.ID] = []
    for slot in slots {
      ids.removeAll(keepingCapacity: true)
      var name: LabelTable.ID = 0
      for id in index.labels(of: slot) {
        if labels.facts[Int(id)].name == 0 { name = id }
        ids.insert(id, by: ranks)
      }
      for id in targetIDs where !honorsLabels || !ids.name(sameAs: id, by: ranks) {
        ids.insert(id, by: ranks)
      }
      var pairs: [Labels.Pair] = []
      pairs.reserveCapacity(ids.count)
      for id in ids { pairs.append(known[Int(id)]) }
      body(slot, name, Labels(sorted: pairs))
    }
  }

  /// Forgets the series of some slots.
  mutating func remove(_ slots: Set<Int32>) {
    index = index.without(slots)
  }

  /// Forgets the texts that no series has any more, when they have become many.
  mutating func forgetTexts(_ entries: [TargetHistory.Entry?]) {
    guard labels.count > Self.manyTexts + 4 * index.count else { return }
    (labels, targetIDs) = Self.freshTable(targetLabels)
    let own = Set(targetLabels)
    index = SeriesIndex(
      entries.map { entry in
        (entry?.labels.pairs ?? []).filter { !own.contains($0) }.map { labels.id($0) }
      }
    )
  }
}

extension [LabelTable.ID] {
  /// Whether one of the labels has the name of `id`.
  fileprivate func name(sameAs id: LabelTable.ID, by ranks: [UInt32]) -> Bool {
    contains { ranks[Int($0)] == ranks[Int(id)] }
  }

  /// Inserts a label by its rank.
  @inline(__always)
  fileprivate mutating func insert(_ id: LabelTable.ID, by ranks: [UInt32]) {
    let rank = ranks[Int(id)]
    var place = count
    append(id)
    while place > 0, ranks[Int(self[place &- 1])] > rank {
      self[place] = self[place &- 1]
      place &-= 1
    }
    self[place] = id
  }
}
