import LogModel

/// A file that grows faster than it can be read: the newest lines come first, what was left out is told
/// and read when there is time for it.
extension FileSource {
  /// How many stretches may be left out at a time.
  private static let stretchLimit = 64

  /// Goes on with the newest lines where reading is too far behind; whether it did.
  func skipAhead(now: Duration) -> Bool {
    guard options.readsNewestFirst, let tail = queue.last,
      pace.isBehind(at: tail.offset, lag: tail.lag, now: now),
      let (range, lines) = queue[queue.count - 1].skipToNewest()
    else { return false }
    pace.rest()
    hasSkipped = true
    skipped.append(
      SkippedStretch(file: tail.file, range: range, lines: lines, limit: options.lineLimit)
    )
    if skipped.count > Self.stretchLimit {
      let lost = skipped.removeFirst()
      outlet.update { $0.dropped += lost.lines }
    }
    return true
  }

  /// Reads a block of what was left out last, where there is room for it.
  func readSkipped() -> StepOutcome {
    guard var stretch = skipped.last else { return .idle }
    guard !stretch.history.cursor.isDone else {
      skipped.removeLast()
      return max(.more, endPast())
    }
    guard outlet.hasRoomForSkipped else { return .idle }
    guard outlet.hasRoomForPast else { return .waiting }
    guard read(&stretch.history) else { return .idle }
    skipped[skipped.count - 1] = stretch
    return .more
  }

  /// What was left out of a file that was truncated without a copy is gone.
  func abandonSkipped(of file: OpenFile) {
    for stretch in skipped where stretch.history.file === file && stretch.bytes > 0 {
      tellGap(bytes: stretch.bytes)
    }
    skipped.removeAll { $0.history.file === file }
  }

  /// Tells how much is left out now.
  func tellSkipped(_ status: inout LogSourceStatus) {
    status.skippedBytes = Int(clamping: skipped.reduce(0) { $0 + $1.bytes })
    status.skippedLines = skipped.reduce(0) { $0 + $1.lines }
  }
}
