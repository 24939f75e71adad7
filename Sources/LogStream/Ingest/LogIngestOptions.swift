public import HTTPFetch

/// How sources of log lines are read.
public struct LogIngestOptions: Sendable {
  /// Where reading a file begins.
  public enum Start: Sendable, Hashable {
    /// With the newest lines; then the past, backwards, up to this many bytes of each file.
    case end(historyBytes: Int64)
    /// With the first line.
    case beginning
  }

  /// How changes of files are noticed.
  public enum Noticing: Sendable, Hashable {
    /// By notifications of the system, and a look from time to time.
    case notified
    /// By looking alone, as on network file systems.
    case polling
  }

  /// Where reading a file begins.
  public var start: Start
  /// Whether new lines are waited for; otherwise a source ends at its end.
  public var follows: Bool
  /// The most bytes of a line; the rest of a longer one is skipped, and counted.
  public var lineLimit: Int
  /// How changes of files are noticed.
  public var noticing: Noticing
  /// The most bytes of text that is kept of each stream.
  public var spoolBytes: Int64
  /// The directory of the streams' temporary files; nil takes TMPDIR or /var/tmp.
  public var spoolDirectory: String?
  /// How requests of HTTP streams are made.
  public var http: HTTPOptions
  /// How requests of the HTTP stream with this URL are made, where they differ.
  public var httpByURL: [String: HTTPOptions]
  /// Whether the past of files is looked at only while the processors have nothing else to do.
  public var readsPastIdly: Bool
  /// Whether a file that grows faster than it is read is read at its end, and what was left out later.
  public var readsNewestFirst: Bool
  /// The names of locations that are to be called otherwise than after their file, host or program.
  public var names: [LogLocation: String]
  /// Asked before each block of a file's past with the source's number; true when no more of it is
  /// needed at the moment.
  public var isHistoryEnough: @Sendable (Int) -> Bool
  /// Asked where as many bytes of a file's past were read as `start` says: true when somebody looks
  /// further back all the same.
  public var isMoreWanted: @Sendable (Int) -> Bool

  /// The usual: files from their end, all of the past, followed for ever.
  public init() {
    start = .end(historyBytes: .max)
    follows = true
    lineLimit = 1 << 20
    noticing = .notified
    spoolBytes = 1 << 30
    spoolDirectory = nil
    http = HTTPOptions()
    httpByURL = [:]
    readsPastIdly = false
    readsNewestFirst = false
    names = [:]
    isHistoryEnough = { _ in false }
    isMoreWanted = { _ in false }
  }
}
