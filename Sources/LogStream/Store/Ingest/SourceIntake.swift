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
  /// The last live records, to which continuations belong.
  var ends = RecordEnds()
  /// The record behind them that is held back.
  var pending: PendingRecord?
  /// Who wrote the last live line.
  private(set) var lastWriter: UInt32 = 0

  /// A source that has not given a line yet.
  init() {}

  /// The time of a live record that begins with a line of a part, which is noted.
  @inline(__always)
  mutating func time(
    of parsed: ParsedLine,
    in part: ScannedBlock.Part,
    _ receivedAt: Int64
  ) -> Int64 {
    if !parsed.isUnderstood { progress.notUnderstood += 1 }
    let time = parsed.time ?? lastTime ?? part.firstTime ?? receivedAt
    if parsed.time != nil { lastTime = time }
    newestTime = max(newestTime ?? time, time)
    earliestTime = min(earliestTime ?? time, time)
    return time
  }

  /// Notes the time of a record of the past.
  mutating func note(past time: Int64) {
    newestTime = max(newestTime ?? time, time)
    earliestTime = min(earliestTime ?? time, time)
  }

  /// Notes that the lines of a live part have been taken in.
  mutating func end(_ part: ScannedBlock.Part) {
    lastWriter = part.lines.last?.parsed.writer ?? lastWriter
    progress.add(part)
    progress.inferred = part.inferred
    progress.isOfSeveral = ends.areOfSeveral
    seenRole.live = part.role
  }

  /// Notes that the lines of a part of the past have been taken in.
  mutating func end(past part: ScannedBlock.Part) {
    progress.add(part)
    if progress.inferred.isEmpty { progress.inferred = part.inferred }
    seenRole.past = part.role
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
