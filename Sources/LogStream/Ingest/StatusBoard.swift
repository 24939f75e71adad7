import LogModel
import Synchronization

/// What is known of all sources, by number.
final class StatusBoard: Sendable {
  private struct Entry {
    var status: LogSourceStatus
    /// The index of the location at which the source was found.
    var location: Int
    var rate = LineRate()
  }

  private let entries = Mutex<[Entry]>([])
  private let pastPace = Mutex<LogSourceStatus.PastPace?>(nil)

  /// A new source's number; its name is made distinct from the others'.
  ///
  /// It was found at the location of `sibling`, which was registered before it; without one it is a
  /// location's own.
  func register(name: String, location: String, beside sibling: Int? = nil) -> Int {
    entries.withLock { entries in
      let name = Self.distinct(name, location, among: entries.map(\.status.name))
      let origin = sibling.map { entries.indices.contains($0) ? entries[$0].location : 0 }
      entries.append(
        Entry(
          status: LogSourceStatus(name: name, location: location),
          location: origin ?? entries.count
        )
      )
      return entries.count - 1
    }
  }

  /// The name of a source, and the index of the location at which it was found.
  func origin(of number: Int) -> (name: String, location: Int) {
    entries.withLock { entries in
      entries.indices.contains(number)
        ? (entries[number].status.name, entries[number].location) : ("", 0)
    }
  }

  /// Names a source anew, before it has given anything.
  func rename(_ number: Int, name: String, location: String) {
    entries.withLock { entries in
      guard entries.indices.contains(number) else { return }
      var others = entries.map(\.status.name)
      others.remove(at: number)
      entries[number].status.name = Self.distinct(name, location, among: others)
      entries[number].status.location = location
    }
  }

  /// The name of a source.
  func name(of number: Int) -> String {
    entries.withLock { $0.indices.contains(number) ? $0[number].status.name : "" }
  }

  /// Changes what is known of a source.
  func update(_ number: Int, _ change: (inout LogSourceStatus) -> Void) {
    entries.withLock { if $0.indices.contains(number) { change(&$0[number].status) } }
  }

  /// Counts lines of a source; `isNew` when they have just been written and count in the rate.
  func count(_ number: Int, lines: Int, isNew: Bool, now: Duration) {
    entries.withLock { entries in
      guard entries.indices.contains(number) else { return }
      entries[number].status.lines += lines
      if isNew { entries[number].rate.add(lines, now: now) }
    }
  }

  /// Notes how much of the processors the reading of the past takes.
  func notePast(_ pace: LogSourceStatus.PastPace) { pastPace.withLock { $0 = pace } }

  /// The status of all sources, in the order of their numbers, with what `sink` knows of them.
  func snapshot(now: Duration, completedBy sink: any BlockSink) -> [LogSourceStatus] {
    var statuses = entries.withLock { entries in
      for index in entries.indices {
        entries[index].status.linesPerSecond = entries[index].rate.rate(now: now)
      }
      return entries.map(\.status)
    }
    let pace = pastPace.withLock(\.self)
    for number in statuses.indices { statuses[number].pastPace = pace }
    for number in statuses.indices { sink.complete(&statuses[number], ofSource: number) }
    return statuses
  }

  /// `im.log`, or `gw-2/im.log` where another source has that name, or else the whole location.
  private static func distinct(_ name: String, _ location: String, among others: [String]) -> String
  {
    let parent = location.split(separator: "/").suffix(2).joined(separator: "/")
    let choices = [name, parent, location]
    if let free = choices.first(where: { !$0.isEmpty && !others.contains($0) }) { return free }
    var number = 2
    while others.contains("\(name)#\(number)") { number += 1 }
    return "\(name)#\(number)"
  }
}
