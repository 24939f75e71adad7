import LogModel

/// The counts of every value of one field, in the window and in the one before it.
struct KeyTally: Sendable {
  /// The field.
  let field: FilterField

  private let measure: KeyDetail.Measure
  private var now: [KeyCounts] = []
  private var before: [KeyCounts] = []
  private var details: [UInt32: KeyDetail] = [:]

  /// A tally without records.
  init(_ field: FilterField, measure: KeyDetail.Measure) {
    self.field = field
    self.measure = measure
  }

  /// How many ids may have counts.
  var limit: Int { max(now.count, before.count) }

  /// An estimate of the bytes that the tally takes.
  var byteCount: Int { (now.capacity + before.capacity) * MemoryLayout<KeyCounts>.stride }

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
    let index = Int(id)
    switch part {
    case .now:
      Self.reserve(&now, index)
      now[index].add(facts, sign)
      if !details.isEmpty { details[id]?.add(facts, sign, measure, grid) }
    case .before:
      Self.reserve(&before, index)
      before[index].add(facts, sign)
    case .outside: break
    }
  }

  /// The counts of an id in the window.
  func counts(_ id: UInt32) -> KeyCounts { Int(id) < now.count ? now[Int(id)] : KeyCounts() }

  /// The counts of an id in the window before.
  func countsBefore(_ id: UInt32) -> KeyCounts {
    Int(id) < before.count ? before[Int(id)] : KeyCounts()
  }

  /// What is kept of an id that is tracked.
  func detail(_ id: UInt32) -> KeyDetail? { details[id] }

  /// The `count` ids with the worst change, the worst first, of those that `accepts`.
  func ranked(_ count: Int, where accepts: (UInt32) -> Bool) -> [UInt32] {
    guard count > 0 else { return [] }
    var best: [(score: Double, id: UInt32)] = []
    for index in 0..<limit {
      let id = UInt32(truncatingIfNeeded: index)
      let counts = counts(id)
      let past = countsBefore(id)
      guard counts.records > 0 || past.records > 0 else { continue }
      let score = counts.change(from: past)
      if best.count >= 2 * count {
        best.sort { ($0.score, $1.id) > ($1.score, $0.id) }
        best.removeLast(best.count - count)
      }
      if best.count >= count, let last = best.last, best.count == count, score < last.score {
        continue
      }
      if accepts(id) { best.append((score, id)) }
    }
    best.sort { ($0.score, $1.id) > ($1.score, $0.id) }
    return best.prefix(count).map(\.id)
  }

  /// Keeps details of these ids only; returns those that are new and must be filled.
  mutating func track(_ ids: [UInt32]) -> Set<UInt32> {
    let wanted = Set(ids)
    details = details.filter { wanted.contains($0.key) }
    let fresh = wanted.filter { details[$0] == nil }
    for id in fresh { details[id] = KeyDetail() }
    return fresh
  }

  /// Adds a record of the window to the detail of an id that has just been tracked.
  mutating func fill(_ id: UInt32, _ facts: RowFacts, _ grid: BucketGrid) {
    details[id]?.add(facts, 1, measure, grid)
  }

  @inline(__always)
  private static func reserve(_ counts: inout [KeyCounts], _ index: Int) {
    if index >= counts.count {
      counts.append(
        contentsOf: repeatElement(KeyCounts(), count: index + 1 + index / 4 - counts.count)
      )
    }
  }
}
