import MetricsModel

/// The series of one target by their labels, each with a slot that stays its own.
struct SeriesTable {
  /// In the place of a slot: there is no room for the series.
  static let refused: Int32 = -1
  /// In the place of a slot: the rules drop the series.
  static let dropped: Int32 = -2
  /// In the place of a slot: the rules leave the series without a name.
  static let nameless: Int32 = -3

  /// The labels that every series of the target gets.
  let targetLabels: [Labels.Pair]
  /// How its pages are taken.
  private(set) var rules: PageRules
  /// The most series that the target may have.
  var limit: Int
  /// The labels of the target's pages.
  var labels: LabelTable

  /// The series by their labels, without the target's own unless the rules may change those too.
  private(set) var index = SeriesIndex()
  /// What the rules made of the series of pages.
  private var rewritten = RewrittenSeries()
  /// The numbers of the target's labels.
  private var targetIDs: [LabelTable.ID]
  /// From how many known texts on those of series that are gone are forgotten.
  private static let manyTexts = 4096

  init(labels: [String: String], rules: PageRules = PageRules(), limit: Int) {
    self.targetLabels = Labels(labels.map { Labels.Pair($0.key, $0.value) }).pairs
    self.rules = rules
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
  var bytes: Int { labels.bytes + index.bytes + rewritten.bytes }

  /// The slot of the series with these labels of a page, whose names are unique, and whether it is a
  /// new one; in its place `refused` where the target's limit is reached, `dropped` or `nameless`.
  mutating func slot(
    _ ids: [LabelTable.ID],
    in table: inout LabelTable
  ) -> (slot: Int32, isNew: Bool) {
    guard !rules.areRewriting else { return rewrittenSlot(ids, &table) }
    var ids = ids
    for id in ids {
      let facts = table.facts[Int(id)]
      if facts.isEmpty || (facts.name > 0 && facts.name <= targetLabels.count) {
        ids = resolved(ids, &table)
        break
      }
    }
    return index.slot(ids, limit: limit) ?? (Self.refused, false)
  }

  /// The same where rules may change the labels, all of which the index holds then.
  private mutating func rewrittenSlot(
    _ ids: [LabelTable.ID],
    _ table: inout LabelTable
  ) -> (slot: Int32, isNew: Bool) {
    let number = rewritten.number(of: ids)
    // What was refused gets another chance.
    guard rewritten[number] == Self.refused else { return (rewritten[number], false) }
    guard let labels = ruled(ids.map { table.labels[Int($0)] }), labels != .empty else {
      rewritten[number] = Self.dropped
      return (Self.dropped, false)
    }
    guard !labels.name.isEmpty else { return (Self.nameless, false) }
    let found = index.slot(labels.pairs.map { table.id($0) }, limit: limit)
    rewritten[number] = found?.slot ?? Self.refused
    return found ?? (Self.refused, false)
  }

  /// The labels that the rules make of a page's series; nil where they drop it.
  private func ruled(_ pairs: [Labels.Pair]) -> Labels? {
    // An empty label of a page keeps the target's away where the page's win.
    let all =
      rules.honorsLabels
      ? targetLabels.filter { own in !pairs.contains { $0.name == own.name } } + pairs
      : targetLabels + exported(pairs)
    guard let relabelling = rules.relabelling else { return Labels(all) }
    return relabelling(Labels(all))
  }

  /// Which of the rules' limits the labels of a slot's series exceed.
  func excess(of slot: Int32, in table: LabelTable) -> PageRefusal.Reason? {
    guard !rules.labelLimits.isNone else { return nil }
    let own = rules.areRewriting ? [] : targetLabels
    return rules.labelLimits.excess(index.labels(of: slot).map { table.labels[Int($0)] } + own)
  }

  /// Enters one of the series that a scrape itself makes, such as `up`; gives its slot.
  mutating func enter(report name: String) -> Int32? {
    let own = rules.areRewriting ? targetIDs : []
    return index.slot([labels.id(Labels.Pair(Labels.metricName, name))] + own, limit: limit)?.slot
  }

  private func resolved(_ ids: [LabelTable.ID], _ table: inout LabelTable) -> [LabelTable.ID] {
    exported(ids.map { table.labels[Int($0)] }).map { table.id($0) }
  }

  /// The labels of a page without empty ones; what stands there under a name of the target's own labels
  /// is kept as `exported_…`.
  private func exported(_ pairs: [Labels.Pair]) -> [Labels.Pair] {
    var pairs = pairs.filter { !$0.value.isEmpty }
    for target in targetLabels {
      guard let clash = pairs.firstIndex(where: { $0.name == target.name }) else { continue }
      var name = "exported_\(target.name)"
      while pairs.contains(where: { $0.name == name }) { name = "exported_\(name)" }
      pairs[clash] = Labels.Pair(name, pairs[clash].value)
    }
    return pairs
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
      if !rules.areRewriting { for id in targetIDs { ids.insert(id, by: ranks) } }
      var pairs: [Labels.Pair] = []
      pairs.reserveCapacity(ids.count)
      for id in ids { pairs.append(known[Int(id)]) }
      body(slot, name, Labels(sorted: pairs))
    }
  }

  /// Forgets the series of some slots.
  mutating func remove(_ slots: Set<Int32>) {
    index = index.without(slots)
    rewritten = RewrittenSeries()
  }

  /// Forgets the texts that no series has any more, when they have become many beside the `lines` of the
  /// last page.
  mutating func forgetTexts(_ entries: [TargetHistory.Entry?], lines: Int) {
    let most = Self.manyTexts + 4 * max(index.count, lines)
    guard labels.count > most || rewritten.count > most else { return }
    rebuild(entries)
  }

  /// Takes pages by other rules from now on; the series of `entries` keep their slots.
  mutating func take(_ rules: PageRules, _ entries: [TargetHistory.Entry?]) {
    self.rules = rules
    rebuild(entries)
  }

  private mutating func rebuild(_ entries: [TargetHistory.Entry?]) {
    (labels, targetIDs) = Self.freshTable(targetLabels)
    rewritten = RewrittenSeries()
    let own = Set(targetLabels)
    index = SeriesIndex(
      entries.map { entry in
        guard var pairs = entry?.labels.pairs else { return [] }
        if !rules.areRewriting {
          // A series that earlier rules took labels of the target from is none of a page any more.
          pairs =
            own.isSubset(of: pairs)
            ? pairs.filter { !own.contains($0) } : pairs + [Labels.Pair(Labels.metricName, "")]
        }
        return pairs.map { labels.id($0) }
      }
    )
  }
}

extension [LabelTable.ID] {
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
