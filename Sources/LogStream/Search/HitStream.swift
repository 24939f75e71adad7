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
  private var surroundings: [UInt16: Surroundings] = [:]
  /// The source of the last record that was told.
  private var last: UInt16?

  /// Matches with `context` neighbours on both sides.
  init(context: Int, mask: SecretMask) {
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
      goesOn =
        passing[row] ? stream.match(hit, of: source, tell) : stream.pass(hit, of: source, tell)
    }
    self = stream
    return goesOn
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
