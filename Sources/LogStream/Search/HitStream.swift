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

  /// What was told of a record.
  private struct Told {
    let record: LogRecordID
    /// How many bytes of its lines.
    var length: Int
    /// Whether it matched, then or later.
    var isMatch: Bool
  }

  /// So many records of a source are remembered: others may stand between the lines of one.
  private static let reach = 512

  private let context: Int
  private let mask: SecretMask
  private let follows: Bool
  private var surroundings: [UInt16: Surroundings] = [:]
  /// The source of the last record that was told.
  private var last: UInt16?
  /// The last records of each source that were told.
  private var told: [UInt16: Deque<Told>] = [:]

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
      var told: [Told] = []
      func note(_ hit: SearchHit) -> Bool {
        if follows {
          told.append(Told(record: hit.id, length: hit.length, isMatch: !hit.isContext))
        }
        return tell(hit)
      }
      goesOn =
        passing[row] ? stream.match(hit, of: source, note) : stream.pass(hit, of: source, note)
      for record in told { stream.remember(record, of: source) }
    }
    self = stream
    return goesOn
  }

  /// Tells the lines that a record has got since it was told, or, where it `passes` only now, the record;
  /// nil where it is neither.
  ///
  /// What was told cannot be taken back: of a match that no longer passes nothing more is told.
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
    let place = told[source]?.lastIndex { $0.record == values.id }
    let known = place.flatMap { told[source]?[$0] }
    guard passes || known?.isMatch == false else { return nil }
    var line: [UInt8] = []
    var rows = Bitmap(count: view.count)
    rows[row] = true
    reader.forEachText(view, rows) { _, text in line = text.withUnsafeBufferPointer { Array($0) } }
    guard line.count > known?.length ?? 0 else { return nil }
    let hit = SearchHit(
      values,
      line: line,
      mask: mask,
      location: locations[Int(source)] ?? 0,
      told: known?.length ?? 0
    )
    if let place { told[source]?.remove(at: place) }
    remember(Told(record: hit.id, length: hit.length, isMatch: passes), of: source)
    last = source
    return (tell(hit), passes && known?.isMatch != true)
  }

  private mutating func remember(_ record: Told, of source: UInt16) {
    told[source, default: Deque()].append(record)
    if told[source]?.count ?? 0 > Self.reach { told[source]?.removeFirst() }
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
