import DequeModule
import LogModel

/// Puts the records that match, and those beside them in their source, in a row.
struct HitStream {
  /// What stands around the records of one source.
  private struct Surroundings {
    /// Records that stand before whatever comes next.
    var before = Deque<SearchHit>()
    /// How many of the next records stand behind a match.
    var after = 0
    /// Whether some record was passed over since the last one that was told.
    var hasGap = false
  }

  private let context: Int
  private let mask: SecretMask
  private let follows: Bool
  private var surroundings: [UInt16: Surroundings] = [:]
  /// The source of the last record that was told.
  private var last: UInt16?
  /// The last record of each source that was told, and how many bytes of it.
  private var told: [UInt16: (record: LogRecordID, length: Int)] = [:]

  /// Matches with `context` neighbours on both sides; what is told may grow where the log is followed.
  init(context: Int, mask: SecretMask, follows: Bool) {
    self.follows = follows
    self.context = max(0, min(10_000, context))
    self.mask = mask
  }

  /// Tells `tell` the records of some rows, of which `passing` match; false ends it.
  ///
  /// `locations` has the index of each source's location.
  mutating func add(
    _ view: ChunkView,
    _ rows: Range<Int>,
    _ passing: Bitmap,
    _ snapshot: LogSnapshot,
    _ locations: [Int: Int],
    _ reader: inout RecordReader,
    _ tell: (SearchHit) -> Bool
  ) -> Bool {
    var wanted = passing
    if context > 0 { wanted.insert(rows) }
    var goesOn = true
    var stream = self
    reader.forEachText(view, wanted) { row, text in
      guard goesOn, rows.contains(row) else { return }
      let source = view.chunk.source[row]
      let hit = SearchHit(
        RowValues(view, row, snapshot),
        line: text.withUnsafeBufferPointer { Array($0) },
        mask: stream.mask,
        location: locations[Int(source)] ?? 0
      )
      var isTold = false
      func note(_ hit: SearchHit) -> Bool {
        isTold = isTold || !hit.isContext || !passing[row]
        return tell(hit)
      }
      goesOn =
        passing[row] ? stream.match(hit, of: source, note) : stream.pass(hit, of: source, note)
      if isTold, follows { stream.told[source] = (hit.id, hit.length) }
    }
    self = stream
    return goesOn
  }

  /// Tells the lines that a record has got since it was told, or, where it `passes` only now, the record;
  /// nil where it is neither.
  mutating func grow(
    _ view: ChunkView,
    _ row: Int,
    passes: Bool,
    _ snapshot: LogSnapshot,
    _ locations: [Int: Int],
    _ reader: inout RecordReader,
    _ tell: (SearchHit) -> Bool
  ) -> (goesOn: Bool, isNew: Bool)? {
    let source = view.chunk.source[row]
    let values = RowValues(view, row, snapshot)
    let known = told[source].flatMap { $0.record == values.id ? $0.length : nil }
    guard known != nil || passes else { return nil }
    var line: [UInt8] = []
    var rows = Bitmap(count: view.count)
    rows[row] = true
    reader.forEachText(view, rows) { _, text in line = text.withUnsafeBufferPointer { Array($0) } }
    guard line.count > known ?? 0 else { return nil }
    let location = locations[Int(source)] ?? 0
    let hit = SearchHit(values, line: line, mask: mask, location: location, told: known ?? 0)
    told[source] = (hit.id, hit.length)
    last = source
    return (tell(hit), known == nil)
  }

  private mutating func match(
    _ hit: SearchHit,
    of source: UInt16,
    _ tell: (SearchHit) -> Bool
  ) -> Bool {
    guard context > 0 else { return tell(hit) }
    var around = surroundings[source] ?? Surroundings()
    // Also where the lines of another source stand between.
    var followsGap = last.map { around.hasGap || $0 != source } ?? false
    last = source
    for neighbour in around.before {
      guard tell(neighbour.asContext(followsGap: followsGap)) else { return false }
      followsGap = false
    }
    around.before.removeAll(keepingCapacity: true)
    around.after = context
    around.hasGap = false
    surroundings[source] = around
    return tell(followsGap ? hit.behindGap : hit)
  }

  private mutating func pass(
    _ hit: SearchHit,
    of source: UInt16,
    _ tell: (SearchHit) -> Bool
  ) -> Bool {
    var around = surroundings.removeValue(forKey: source) ?? Surroundings()
    defer { surroundings[source] = around }
    if around.after > 0 {
      around.after -= 1
      let followsGap = last != source
      last = source
      return tell(hit.asContext(followsGap: followsGap))
    }
    around.before.append(hit)
    if around.before.count > context {
      around.before.removeFirst()
      around.hasGap = true
    }
    return true
  }
}
