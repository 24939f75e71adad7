/// Lines of a file that were left out, so that newer ones come first; they are read later, as the past is.
struct SkippedStretch {
  /// Where they are being read.
  var history: FileHistory
  private let linesPerByte: Double

  /// The bytes of `range` in `file`, about so many lines of `limit` bytes at most.
  init(file: OpenFile, range: Range<Int64>, lines: Int, limit: Int) {
    let cursor = HistoryCursor(from: range.lowerBound, end: range.upperBound, limit: limit)
    history = FileHistory(file: file, cursor: cursor, bytes: Int64(range.count), writtenBy: nil)
    linesPerByte = Double(lines) / Double(max(1, range.count))
  }

  /// How many bytes have not been read.
  var bytes: Int64 { history.cursor.end - history.cursor.begin }

  /// About how many lines those are.
  var lines: Int { Int((Double(bytes) * linesPerByte).rounded()) }
}
