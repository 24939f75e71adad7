import MetricsModel

/// The series of one target by their labels, each with a slot that stays its own.
struct SeriesTable {
  /// The labels that every series of the target gets.
  let targetLabels: [Labels.Pair]
  /// The most series that the target may have.
  let limit: Int

  private var slots: [Labels: Int] = [:]
  private var free: [Int] = []

  init(job: String, instance: String, limit: Int) {
    self.targetLabels = [Labels.Pair("job", job), Labels.Pair("instance", instance)]
      .filter { !$0.value.isEmpty }
    self.limit = limit
  }

  /// How many series there are.
  var count: Int { slots.count }

  /// The slot of a series; nil where it is not known.
  func slot(_ labels: Labels) -> Int? { slots[labels] }

  /// Enters a new series; nil where the target's limit is reached.
  mutating func enter(_ labels: Labels, zeroAt: Int64?, into history: inout TargetHistory) -> Int? {
    guard slots.count < limit else { return nil }
    let entry = TargetHistory.Entry(labels: labels, zeroAt: zeroAt)
    let slot: Int
    if let reused = free.popLast() {
      slot = reused
      history.entries[slot] = entry
    } else {
      slot = history.entries.count
      history.entries.append(entry)
    }
    slots[labels] = slot
    history.slotsByName[labels.name, default: []].append(slot)
    return slot
  }

  /// Forgets the series of a slot.
  mutating func remove(_ slot: Int, from history: inout TargetHistory) {
    guard let labels = history.entries[slot]?.labels else { return }
    history.entries[slot] = nil
    slots[labels] = nil
    history.slotsByName[labels.name]?.removeAll { $0 == slot }
    if history.slotsByName[labels.name]?.isEmpty == true { history.slotsByName[labels.name] = nil }
    free.append(slot)
  }

  /// The labels of a page's series, whose names are unique, as the store has them: with the target's own, which win; what
  /// the page had under such a name is kept as `exported_…`.
  func labels(of pairs: [Labels.Pair]) -> Labels {
    var pairs = pairs.filter { !$0.value.isEmpty }
    for target in targetLabels {
      guard let clash = pairs.firstIndex(where: { $0.name == target.name }) else {
        continue
      }
      var name = "exported_\(target.name)"
      while pairs.contains(where: { $0.name == name }) { name = "exported_\(name)" }
      pairs[clash] = Labels.Pair(name, pairs[clash].value)
    }
    pairs.append(contentsOf: targetLabels)
    pairs.sort { $0.name < $1.name }
    return Labels(sorted: pairs)
  }

  /// The labels of one of the series that a scrape itself makes, such as `up`.
  func labels(ofReport name: String) -> Labels {
    Labels([Labels.Pair(Labels.metricName, name)] + targetLabels)
  }
}
