/// How long runs of consecutive error lines were, second by second, for one source.
///
/// A second has an entry when a run stood or ended in it; between two entries the run that stood stays.
/// The past is read backwards: a run at the end of an older part goes on into the newer one.
struct ErrorRuns: Sendable {
  /// One second.
  struct Entry: Sendable, Equatable {
    /// Seconds since the epoch.
    var second: Int64
    /// The longest run that ended or stood in the second.
    var peak: Int
    /// The run that stood at the second's end.
    var standing: Int
  }

  /// The seconds in which runs stood or ended, in order.
  private(set) var entries: [Entry] = []
  private var firstSecond: Int64?
  /// The run that stands now.
  private var run = 0
  /// The run with which the part begins, and the second of the line that ended it.
  private var lead = 0
  private var leadBreak: Int64?

  /// Adds the line that follows.
  mutating func add(isError: Bool, at second: Int64) {
    if firstSecond == nil { firstSecond = second }
    if isError {
      run += 1
      if leadBreak == nil { lead = run }
      note(Entry(second: second, peak: run, standing: run))
    } else {
      if leadBreak == nil { leadBreak = second }
      if run > 0 { note(Entry(second: second, peak: run, standing: 0)) }
      run = 0
    }
  }

  /// Puts an older part, which was collected in a value of its own, before this one.
  mutating func prepend(_ older: ErrorRuns) {
    guard let olderFirst = older.firstSecond else { return }
    guard let first = firstSecond else {
      self = older
      return
    }
    if older.run > 0, lead == 0 {
      note(Entry(second: first, peak: older.run, standing: 0), keepsStanding: true)
    } else if older.run > 0 {
      for index in entries.indices {
        if let leadBreak, entries[index].second > leadBreak { break }
        if entries[index].second == leadBreak {
          entries[index].peak = max(entries[index].peak, lead + older.run)
        } else {
          entries[index].peak += older.run
          entries[index].standing += older.run
        }
      }
    }
    if leadBreak == nil { run += older.run }
    lead = older.leadBreak == nil ? older.lead + lead : older.lead
    leadBreak = older.leadBreak ?? leadBreak
    firstSecond = olderFirst
    guard let last = older.entries.last else { return }
    // Where the past is long, only what both parts have is to be moved one by one.
    let shared = entries.prefix { $0.second <= last.second }.count
    var begin = ErrorRuns()
    begin.entries = older.entries
    for entry in entries[..<shared] { begin.note(entry) }
    entries.replaceSubrange(..<shared, with: begin.entries)
  }

  /// The gauge in each second from `first` to `last`.
  func values(from first: Int64, through last: Int64) -> [Double] {
    guard first <= last else { return [] }
    var result: [Double] = []
    result.reserveCapacity(Int(last - first) + 1)
    var index = 0
    var standing = 0
    while index < entries.count, entries[index].second < first {
      standing = entries[index].standing
      index += 1
    }
    for second in first...last {
      if index < entries.count, entries[index].second == second {
        result.append(Double(entries[index].peak))
        standing = entries[index].standing
        index += 1
      } else {
        result.append(Double(standing))
      }
    }
    return result
  }

  /// Forgets the entries before `second`.
  mutating func trim(before second: Int64) { entries.removeAll { $0.second < second } }

  private mutating func note(_ entry: Entry, keepsStanding: Bool = false) {
    var index = entries.count
    while index > 0, entries[index - 1].second > entry.second { index -= 1 }
    if index > 0, entries[index - 1].second == entry.second {
      entries[index - 1].peak = max(entries[index - 1].peak, entry.peak)
      if !keepsStanding { entries[index - 1].standing = entry.standing }
    } else {
      entries.insert(entry, at: index)
    }
  }
}
