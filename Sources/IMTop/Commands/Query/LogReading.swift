import Glibc
import LogModel
import MetricsModel

/// Follows whether logs have been read as far as an answer needs: files to where they end now, streams to
/// their end, or for some seconds where they go on.
struct LogReading {
  /// For how long the first line of a stream is waited for, in seconds.
  private static let patience = 15.0
  /// A record this old or younger is one of now, in seconds.
  private static let recent = 5.0

  /// For how long a stream that goes on is listened to, in seconds.
  private let seconds: Double
  /// The same for one that has brought nothing.
  private let patience: Double
  private let begin = ContinuousClock.now
  /// How many lines each source had, and since when.
  private var heard: [Int: (lines: Int, since: ContinuousClock.Instant)] = [:]

  /// Listens to a stream that goes on, which is one that is silent or tells of now, for so many seconds;
  /// nil for three, and more where nothing has come.
  init(listening seconds: Double?) {
    self.seconds = seconds ?? 3
    patience = seconds ?? Self.patience
  }

  /// Whether enough has been read.
  mutating func isDone(_ log: LogIntake) -> Bool {
    let statuses = log.statuses
    // Every one is looked at, so that silences are measured from the beginning.
    let open = statuses.indices.filter { !isDone(statuses[$0], number: $0) }
    return open.isEmpty && log.hasTakenIn
  }

  private mutating func isDone(_ status: LogSourceStatus, number: Int) -> Bool {
    guard status.health == .following, status.isStream else { return status.isSettled }
    let now = ContinuousClock.now
    if heard[number]?.lines != status.lines { heard[number] = (status.lines, now) }
    let silence = (now - (heard[number]?.since ?? now)) / .seconds(1)
    guard status.lines > 0 else { return silence >= patience }
    let age = status.newest.map { Timestamp.wallClock.seconds(since: $0) } ?? .infinity
    let listened = (now - begin) / .seconds(1)
    return silence >= seconds || listened >= seconds && age.magnitude < Self.recent
  }
}

extension LogSourceStatus {
  /// Whether it is no file that can be read from any place: standard input, a pipe, an address, a command,
  /// or a packed file.
  fileprivate var isStream: Bool {
    var facts = stat()
    let isFile = stat(location, &facts) == 0 && facts.st_mode & S_IFMT != S_IFIFO
    return !isFile || location.hasSuffix(".gz")
  }
}
