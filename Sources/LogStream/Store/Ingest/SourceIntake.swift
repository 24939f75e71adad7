import LogModel
import MetricsModel

/// What the writer remembers of one source between two blocks.
struct SourceIntake {
  /// Where the writer stands by the forms of the lines that come now, and of those of the past.
  var seenRole: (live: LogRole?, past: LogRole?)
  /// What has been counted.
  var progress = SourceProgress()
  /// The last time that a live line told, for those without one.
  private(set) var lastTime: Int64?
  /// The earliest time of the part that is known, for lines of the past without one.
  private(set) var earliestTime: Int64?
  /// The newest time.
  private(set) var newestTime: Int64?
  /// The last live record, to which a continuation belongs.
  var last: RecordEnd?
  /// The record behind it that is held back.
  var pending: PendingRecord?

  /// A source that has not given a line yet.
  init() {}

  /// Notes the live record that is written next; `isNewPlace` says whether it may stand in another chunk
  /// or storage than the one before it.
  @inline(__always)
  mutating func begin(
    _ open: ChunkFill,
    in storage: any TextStorage,
    at start: Int64,
    isNewPlace: Bool
  ) {
    if isNewPlace {
      last = RecordEnd(chunk: open.chunk, row: open.count, storage: storage, start: start)
    } else {
      last?.row = open.count
      last?.start = start
    }
  }

  /// Notes the time of a live record, and whether its line tells it.
  mutating func note(_ time: Int64, isTold: Bool) {
    if isTold { lastTime = time }
    newestTime = max(newestTime ?? time, time)
    earliestTime = min(earliestTime ?? time, time)
  }

  /// Notes the time of a record of the past.
  mutating func note(past time: Int64) {
    newestTime = max(newestTime ?? time, time)
    earliestTime = min(earliestTime ?? time, time)
  }

  /// What is told of the source, with where its writer stands.
  func reported(_ verdict: RoleInference.Verdict?) -> SourceProgress {
    var progress = progress
    progress.lines -= pending?.lines ?? 0
    progress.newest = newestTime.map(Timestamp.init(milliseconds:))
    progress.role = verdict?.role
    progress.roleReason = verdict?.reason ?? ""
    return progress
  }
}
