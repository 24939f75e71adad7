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

  /// One record's text.
  struct Place: Sendable {
    /// What it is read from.
    var storage: any TextStorage
    /// Its first byte.
    var offset: Int64
    /// Its length.
    var length: Int
  }

  /// A record's text ends here, however many lines are added to it.
  static let longest = 1 << 20

  private(set) var runs: [Run] = []
  private var extensions: [Int: UInt32] = [:]

  /// An estimate of the bytes that this takes.
  var byteCount: Int { runs.count * MemoryLayout<Run>.stride + extensions.count * 24 }

  /// Lets the offsets of rows from `row` on count from `base` of `storage`.
  mutating func beginRun(row: Int, storage: any TextStorage, base: Int64) {
    runs.append(Run(firstRow: row, storage: storage, base: base))
  }

  /// Lets the text of a row, which readers may see already, reach `length` bytes.
  mutating func extend(row: Int, to length: Int64) {
    extensions[row] = UInt32(clamping: min(length, Int64(Self.longest)))
  }

  /// Where a row's text stands, given its values in the columns.
  func place(ofRow row: Int, offset: UInt32, length: UInt32) -> Place? {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].firstRow <= row { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let run = runs[low - 1]
    return Place(
      storage: run.storage,
      offset: run.base &+ Int64(offset),
      length: Int(self.length(ofRow: row, length))
    )
  }

  /// The length of a row's text, given that in the column.
  @inline(__always)
  func length(ofRow row: Int, _ length: UInt32) -> UInt32 {
    extensions.isEmpty ? length : extensions[row] ?? length
  }
}
