import DequeModule
import LogModel

/// Puts the records that match, and those beside them, in a row.
struct HitStream {
  private let context: Int
  private let mask: SecretMask
  /// Records that stand before whatever comes next.
  private var before = Deque<SearchHit>()
  /// How many of the next records stand behind a match.
  private var after = 0
  /// Whether some record was passed over since the last one that was told.
  private var hasGap = false
  private var hasTold = false

  /// Matches with `context` neighbours on both sides.
  init(context: Int, mask: SecretMask) {
    self.context = max(0, min(10_000, context))
    self.mask = mask
  }

  /// Tells `tell` the records of some rows, of which `passing` match; false ends it.
  mutating func add(
    _ view: ChunkView,
    _ rows: Range<Int>,
    _ passing: Bitmap,
    _ snapshot: LogSnapshot,
    _ reader: inout RecordReader,
    _ tell: (SearchHit) -> Bool
  ) -> Bool {
    var wanted = passing
    if context > 0 { wanted.insert(rows) }
    var goesOn = true
    var stream = self
    reader.forEachText(view, wanted) { row, text in
      guard goesOn, rows.contains(row) else { return }
      let hit = SearchHit(
        RowValues(view, row, snapshot),
        line: text.withUnsafeBufferPointer { Array($0) },
        mask: stream.mask
      )
      goesOn = passing[row] ? stream.match(hit, tell) : stream.pass(hit, tell)
    }
    self = stream
    return goesOn
  }

  private mutating func match(_ hit: SearchHit, _ tell: (SearchHit) -> Bool) -> Bool {
    while let neighbour = before.popFirst() {
      guard tell(neighbour.asContext(followsGap: hasGap && hasTold)) else { return false }
      (hasGap, hasTold) = (false, true)
    }
    after = context
    hasTold = true
    hasGap = false
    return tell(hit)
  }

  private mutating func pass(_ hit: SearchHit, _ tell: (SearchHit) -> Bool) -> Bool {
    if after > 0 {
      after -= 1
      return tell(hit.asContext(followsGap: false))
    }
    before.append(hit)
    if before.count > context {
      before.removeFirst()
      hasGap = true
    }
    return true
  }
}
