/// Texts of the last rows that wait for their ids in one dictionary.
///
/// Addresses and users are so many that nearly each look into their table misses the processor's
/// caches. What waits is looked up together, so that the misses overlap.
struct WaitingTexts {
  private struct Text {
    var hash: UInt64
    var row: Int32
    var start: Int32
    var length: Int32
  }

  private static let limit = 64

  private var texts: [Text] = []

  /// Nothing waits yet.
  init() { texts.reserveCapacity(Self.limit) }

  /// Whether no other text may be added before the others have their ids.
  var isFull: Bool { texts.count >= Self.limit }

  /// Lets the text in a range of the block wait for its id, which will be the row's.
  @inline(__always)
  mutating func add(_ block: Span<UInt8>, _ range: Range<Int>, row: Int) {
    texts.append(
      Text(
        hash: ByteHash.of(block.extracting(range)),
        row: Int32(truncatingIfNeeded: row),
        start: Int32(truncatingIfNeeded: range.lowerBound),
        length: Int32(truncatingIfNeeded: range.count)
      )
    )
  }

  /// Writes the ids of all that wait into `column`.
  mutating func finish(
    in block: Span<UInt8>,
    _ table: inout InternTable,
    _ column: Column<UInt32>
  ) {
    for text in texts { table.prepare(hash: text.hash) }
    for text in texts {
      let range = Int(text.start)..<Int(text.start) + Int(text.length)
      column[Int(text.row)] = table.intern(block.extracting(range), hash: text.hash)
    }
    texts.removeAll(keepingCapacity: true)
  }
}
