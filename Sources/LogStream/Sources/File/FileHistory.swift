import MetricsModel

/// How far back the past of a file has been read.
struct FileHistory {
  /// The file that was open when reading began.
  let file: OpenFile
  /// Where the past is being read.
  var cursor: HistoryCursor
  /// Whether more of it is wanted at the moment.
  var isWanted = true
  /// Where the past begins that is wanted.
  let floor: Int64
  /// When its lines had been written at the latest.
  let writtenBy: Timestamp?
  private let start: Int64

  /// The past of `file` before the cursor's place, down to `bytes` before it.
  init(file: OpenFile, cursor: HistoryCursor, bytes: Int64, writtenBy: Timestamp?) {
    self.file = file
    self.writtenBy = writtenBy
    self.cursor = cursor
    start = cursor.end
    floor = bytes >= cursor.end ? 0 : cursor.end - max(bytes, 0)
  }

  /// Whether everything that is usually wanted has been read.
  var isAtFloor: Bool { cursor.isDone || cursor.end <= floor }

  /// The part of what is wanted that has been read, 0...1.
  var progress: Double {
    start > floor ? min(1, Double(start - cursor.end) / Double(start - floor)) : 1
  }
}
