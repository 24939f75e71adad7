/// Where the texts of a chunk's records stand: runs of rows that were read from one storage.
struct ChunkTexts: Sendable {
  /// Rows from `firstRow` on whose offsets count from `base` of `storage`.
  struct Run: Sendable {
    /// The first row.
    var firstRow: Int
    /// What the lines were read from.
    var storage: any TextStorage
    /// What the rows' offsets count from.
    var base: Int64
  }

  /// What is to be known of a row's text beside its values in the columns.
  private struct Growth: Sendable {
    /// The length of what begins where the columns say.
    var length: UInt32
    /// What follows elsewhere.
    var more: [TextStretch] = []
    /// Whether the text has lines in pieces.
    var hasPieces = false
  }

  /// A stretch of a record's text ends here, however many lines are added to it.
  static let longest = 1 << 20
  /// A record's text has no more stretches.
  private static let stretchLimit = 4_096

  private(set) var runs: [Run] = []
  private var growths: [Int: Growth] = [:]
  /// How many stretches stand in `growths`.
  private var stretchCount = 0

  /// An estimate of the bytes that this takes.
  var byteCount: Int {
    runs.count * MemoryLayout<Run>.stride + growths.count * 40
      + stretchCount * MemoryLayout<TextStretch>.stride
  }

  /// The rows whose text has lines in pieces.
  var rowsWithPieces: [Int] { growths.filter(\.value.hasPieces).map(\.key) }

  /// Lets the offsets of rows from `row` on count from `base` of `storage`.
  mutating func beginRun(row: Int, storage: any TextStorage, base: Int64) {
    runs.append(Run(firstRow: row, storage: storage, base: base))
  }

  /// Lets the last stretch of a row, which readers may see already, reach `length` bytes.
  mutating func extend(row: Int, to length: Int64) {
    let length = min(length, Int64(Self.longest))
    var growth = growths.removeValue(forKey: row) ?? Growth(length: 0)
    if growth.more.isEmpty {
      growth.length = UInt32(clamping: length)
    } else {
      growth.more[growth.more.count - 1].length = Int(length)
    }
    growths[row] = growth
  }

  /// Lets the text of a row, which has `length` bytes where that is not known yet, go on elsewhere.
  mutating func add(
    _ stretches: some Collection<TextStretch>,
    toRow row: Int,
    length: UInt32,
    hasPieces: Bool
  ) {
    var growth = growths.removeValue(forKey: row) ?? Growth(length: length)
    let added = stretches.prefix(max(0, Self.stretchLimit - growth.more.count))
    growth.more += added
    growth.hasPieces = growth.hasPieces || hasPieces
    stretchCount += added.count
    growths[row] = growth
  }

  /// What follows elsewhere on a row's text; nil, which is usual, where nothing does.
  @inline(__always)
  func more(ofRow row: Int) -> [TextStretch]? {
    guard !growths.isEmpty, let growth = growths[row], !growth.more.isEmpty else { return nil }
    return growth.more
  }

  /// Where a row's text begins, given its values in the columns.
  func first(ofRow row: Int, offset: UInt32, length: UInt32) -> TextStretch? {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].firstRow <= row { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let run = runs[low - 1]
    return TextStretch(
      storage: run.storage,
      offset: run.base &+ Int64(offset),
      length: Int(self.length(ofRow: row, length))
    )
  }

  /// The length of a row's text, given that in the column.
  @inline(__always)
  func length(ofRow row: Int, _ length: UInt32) -> UInt32 {
    growths.isEmpty ? length : growths[row]?.length ?? length
  }
}
