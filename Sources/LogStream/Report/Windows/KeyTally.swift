import LogModel

/// The counts of every value of one field, in the window and in the one before it.
struct KeyTally: Sendable {
  /// The field.
  let field: FilterField

  private let measure: KeyDetail.Measure
  /// Where an id's counts stand, plus one, or 0: ids are many, those that pass a filter may be few.
  private var places: [UInt32] = []
  /// The ids that have counts, in the order in which they came.
  private var ids: [UInt32] = []
  private var now: [KeyCounts] = []
  private var before: [KeyCounts] = []
  /// Where the detail of the id at a place stands, plus one, or 0.
  private var detailAt: [UInt16] = []
  private var details: [KeyDetail] = []
  /// The ids that have details, in their order.
  private var tracked: [UInt32] = []
  /// The details from here on have not been filled yet.
  private var firstFresh = 0

  /// A tally without records.
  init(_ field: FilterField, measure: KeyDetail.Measure) {
    self.field = field
    self.measure = measure
  }

  /// Begins anew in the memory that the tally has.
  mutating func restart() {
    for id in ids { places[Int(id)] = 0 }
    ids.removeAll(keepingCapacity: true)
    now.removeAll(keepingCapacity: true)
    before.removeAll(keepingCapacity: true)
    detailAt.removeAll(keepingCapacity: true)
    (details, tracked, firstFresh) = ([], [], 0)
  }

  /// How many ids have counts.
  var count: Int { ids.count }

  /// An estimate of the bytes that the tally takes.
  var byteCount: Int {
    (now.capacity + before.capacity) * MemoryLayout<KeyCounts>.stride
      + (places.capacity + ids.capacity) * 4 + detailAt.capacity * 2
  }

  /// The id under which a row counts.
  @inline(__always)
  func id(_ chunk: LogChunk, _ row: Int, _ dictionaries: Dictionaries) -> UInt32 {
    let id = ColumnTest.id(field, chunk, row)
    return field == .message ? dictionaries.shapes[Int(id)].message : id
  }

  /// Adds a record to a part (`sign` 1) or takes it away (`sign` -1).
  @inline(__always)
  mutating func add(
    _ id: UInt32,
    _ facts: RowFacts,
    _ sign: Int32,
    _ part: WindowSpan.Part,
    _ grid: BucketGrid
  ) {
    switch part {
    case .now:
      let place = place(of: id)
      now[place].add(facts, sign)
      let detail = Int(detailAt[place])
      if detail > 0 { details[detail - 1].add(facts, sign, measure, grid) }
    case .before: before[place(of: id)].add(facts, sign)
    case .outside: break
    }
  }

  /// The counts of an id in the window.
  func counts(_ id: UInt32) -> KeyCounts { known(id).map { now[$0] } ?? KeyCounts() }

  /// The counts of an id in the window before.
  func countsBefore(_ id: UInt32) -> KeyCounts { known(id).map { before[$0] } ?? KeyCounts() }

  /// What is kept of an id that is tracked.
  func detail(_ id: UInt32) -> KeyDetail? {
    guard let place = known(id), detailAt[place] > 0 else { return nil }
    return details[Int(detailAt[place]) - 1]
  }

  /// The `count` ids with the worst change, the worst first, of those that `accepts`.
  func ranked(_ count: Int, where accepts: (UInt32) -> Bool) -> [UInt32] {
    var best = HighestScores(count: count)
    for (place, id) in ids.enumerated() {
      let counts = now[place]
      let past = before[place]
      guard counts.records > 0 || past.records > 0 else { continue }
      let score = counts.change(from: past)
      if score >= best.least, accepts(id) { best.offer(id, score: score) }
    }
    return best.ids()
  }

  /// Keeps details of these ids only; those that are new must be filled.
  mutating func track(_ ids: [UInt32]) {
    let wanted = Set(ids.prefix(Int(UInt16.max) - 1))
    let kept = tracked.indices.filter { wanted.contains(tracked[$0]) }
    let fresh = wanted.subtracting(tracked)
    firstFresh = kept.count
    guard kept.count < tracked.count || !fresh.isEmpty else { return }
    mark { _ in 0 }
    details = kept.map { details[$0] } + fresh.map { _ in KeyDetail() }
    tracked = kept.map { tracked[$0] } + fresh
    mark { UInt16($0 + 1) }
  }

  private mutating func mark(_ value: (Int) -> UInt16) {
    for (index, id) in tracked.enumerated() {
      if let place = known(id) { detailAt[place] = value(index) }
    }
  }

  /// Whether there are details that must be filled.
  var hasFresh: Bool { firstFresh < details.count }

  /// Adds a record of the window to the detail of its id, where that has just been tracked.
  @inline(__always)
  mutating func fill(_ id: UInt32, _ facts: @autoclosure () -> RowFacts, _ grid: BucketGrid) {
    guard let place = known(id), Int(detailAt[place]) > firstFresh else { return }
    details[Int(detailAt[place]) - 1].add(facts(), 1, measure, grid)
  }

  @inline(__always)
  private func known(_ id: UInt32) -> Int? {
    Int(id) < places.count && places[Int(id)] != 0 ? Int(places[Int(id)]) - 1 : nil
  }

  /// Where the id's counts stand; they are made where it has none.
  @inline(__always)
  private mutating func place(of id: UInt32) -> Int {
    let index = Int(id)
    if index >= places.count {
      places.append(contentsOf: repeatElement(0, count: index + 1 + index / 2 - places.count))
    }
    if places[index] == 0 {
      ids.append(id)
      now.append(KeyCounts())
      before.append(KeyCounts())
      detailAt.append(0)
      places[index] = UInt32(truncatingIfNeeded: ids.count)
    }
    return Int(places[index]) - 1
  }
}
