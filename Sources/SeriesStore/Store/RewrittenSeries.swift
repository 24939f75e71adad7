/// Which of a target's series those of its pages become where rules change their labels, so that the
/// rules are asked once for each.
struct RewrittenSeries {
  private var sources = SeriesIndex()
  private var slots: [Int32] = []

  /// How many series of pages are known.
  var count: Int { slots.count }

  /// The memory in bytes.
  var bytes: Int { sources.bytes + slots.capacity * MemoryLayout<Int32>.stride }

  /// The number of the series with these labels on a page; what it becomes is open where it is new.
  mutating func number(of labels: [LabelTable.ID]) -> Int {
    guard let (slot, isNew) = sources.slot(labels, limit: .max) else { return 0 }
    if isNew { slots.append(SeriesTable.refused) }
    return Int(slot)
  }

  /// The slot of the series that the one of a number becomes, or why it has none.
  subscript(number: Int) -> Int32 {
    get { slots[number] }
    set { slots[number] = newValue }
  }
}
