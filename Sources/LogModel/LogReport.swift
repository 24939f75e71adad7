public import MetricsModel

/// The answer to a `LogRequest` over one snapshot of the store.
public struct LogReport: Sendable {
  /// What was asked.
  public var request: LogRequest
  /// The log's clock: the newest record's time, or where the clock stands by now while live.
  public var logTime: Timestamp?
  /// The time of the oldest record that is held.
  public var oldest: Timestamp?
  /// How many records are held in all.
  public var received: Int
  /// Records that were received but are held no more: the memory cap has pushed them out.
  public var agedOut = 0
  /// How many of the records the report covers; less than `received` while it is still at work.
  public var covered: Int
  /// How many records pass the filter.
  public var matched: Int
  /// The fields that the filter asks for and none of the newest records has.
  public var strangeFields: [StrangeField] = []
  /// How many records the list holds (after scope, before folding).
  public var listed: Int
  /// How many rows the list has (after folding).
  public var rowCount: Int
  /// The index of the first of `rows`.
  public var firstRow: Int
  /// The rows that were asked for, oldest first.
  public var rows: [LogRow]
  /// Records a bucket over the window: errors and all, for the log's histogram.
  public var errorsPerBucket: [Int]
  /// Records that pass the filter a bucket over the window.
  public var recordsPerBucket: [Int]
  /// The paths of the window.
  public var paths: [TrafficRow]
  /// The addresses of the window.
  public var addresses: [TrafficRow]
  /// The picker's values, the worst change first.
  public var choices: [Choice]
  /// The role whose requests the tables and the counts hold, where a proxy and the service behind it log
  /// the same ones; nil where all count.
  public var countedRole: LogRole?
  /// Close reasons of the window with their counts, the most frequent first.
  public var closeReasons: [(reason: String, count: Int)]
  /// The part of the connections closed in the window that lived less than 30 s, 0...1.
  public var shortLivedShare: Double?
  /// What the request's search has found; nil without a search, and while it is not at its end.
  public var found: ListSearch.Answer?
  /// The window's connections; nil where they were not asked for.
  public var connections: ConnectionsReport?
  /// Per-second counts of what passes the filter, to draw charts from (`log_...` series).
  public var counts: any SeriesSource
  /// Whether `counts` has all that the report covers; a new filter's counts come behind its list.
  public var isCounted: Bool

  /// A report that knows nothing yet.
  public init(request: LogRequest, counts: any SeriesSource) {
    self.request = request
    self.received = 0
    self.covered = 0
    self.matched = 0
    self.listed = 0
    self.rowCount = 0
    self.firstRow = 0
    self.rows = []
    self.errorsPerBucket = []
    self.recordsPerBucket = []
    self.paths = []
    self.addresses = []
    self.choices = []
    self.countedRole = nil
    self.closeReasons = []
    self.found = nil
    self.connections = nil
    self.counts = counts
    self.isCounted = true
  }
}

/// One row of the log's list: a record, or the newest of several that were folded.
public struct LogRow: Hashable, Sendable {
  /// What a record that gives another one its reason has in common with it.
  public enum Lender: Hashable, Sendable {
    /// The trace.
    case trace
    /// The request: a panic quotes its first line.
    case request
    /// The address, within a second.
    case address
  }

  /// The record, the newest where several were folded.
  public var record: LogRecord
  /// How many records the row stands for.
  public var count: Int
  /// How many further addresses the folded records came from.
  public var otherAddresses: Int
  /// The first record's time.
  public var first: Timestamp
  /// A reason that another record gives, or that follows from who logged the request; empty where there is
  /// none.
  public var borrowedReason: String
  /// What the record that gives the reason has in common with this one; nil where none gives it.
  public var lender: Lender?
  /// A number that a group of folded records keeps whatever joins or leaves it; nil for a record.
  public var group: UInt32?

  /// A row for one record.
  public init(record: LogRecord, count: Int = 1, otherAddresses: Int = 0) {
    self.record = record
    self.count = count
    self.otherAddresses = otherAddresses
    self.first = record.time
    self.borrowedReason = ""
    self.lender = nil
    self.group = nil
  }
}

/// One row of the tables of paths and addresses, over the request's window.
public struct TrafficRow: Hashable, Sendable {
  /// The path, or the address.
  public var key: String
  /// Requests in the window.
  public var requests: Int
  /// Requests in the window before it.
  public var requestsBefore: Int
  /// Responses with status >= 500 in the window.
  public var serverErrors: Int
  /// Responses with status >= 500 in the window before it.
  public var serverErrorsBefore: Int
  /// Connections opened in the window.
  public var opened: Int
  /// Connections opened in the window before it.
  public var openedBefore: Int
  /// Heartbeat timeouts in the window.
  public var heartbeatTimeouts: Int
  /// Heartbeat timeouts in the window before it.
  public var heartbeatTimeoutsBefore: Int
  /// Connections closed in the window.
  public var closed: Int
  /// Connections closed in the window that lived less than 30 s.
  public var shortLived: Int
  /// Responses with status 404 in the window.
  public var notFound: Int
  /// Different paths that did not exist.
  public var missingPaths: Int
  /// The most connections opened in one second.
  public var peakOpenings: Int
  /// Seconds in which more than `hurry` connections were opened.
  public var hurriedSeconds: Int
  /// The 95th percentile of latency in seconds, WebSockets left out; nil without a latency.
  public var p95: Double?
  /// Whether this path carries WebSocket upgrades.
  public var isWebSocket: Bool
  /// Requests (paths) or connections opened (addresses) a bucket over the window.
  public var perBucket: [Int]
  /// Whether the log's counts hold this path's requests under `path="other"` only.
  public var countsAsOther = false
  /// What is remarkable about the row, in one or two words: `storm`, `scan`.
  public var mark: String

  /// More connections than this a second are more than clients open.
  public static let hurry = 10

  /// A row without traffic.
  public init(key: String) {
    self.key = key
    self.requests = 0
    self.requestsBefore = 0
    self.serverErrors = 0
    self.serverErrorsBefore = 0
    self.opened = 0
    self.openedBefore = 0
    self.heartbeatTimeouts = 0
    self.heartbeatTimeoutsBefore = 0
    self.closed = 0
    self.shortLived = 0
    self.notFound = 0
    self.missingPaths = 0
    self.peakOpenings = 0
    self.hurriedSeconds = 0
    self.isWebSocket = false
    self.perBucket = []
    self.mark = ""
  }
}

/// One value in a picker.
public struct Choice: Hashable, Sendable {
  /// The value.
  public var value: String
  /// Records in the window with the value.
  public var count: Int
  /// Records in the window before with the value.
  public var countBefore: Int
  /// Errors (the list's scope) in the window with the value.
  public var errors: Int
  /// Records a bucket over the window.
  public var perBucket: [Int]

  /// A value with its counts.
  public init(value: String, count: Int, countBefore: Int, errors: Int, perBucket: [Int]) {
    self.value = value
    self.count = count
    self.countBefore = countBefore
    self.errors = errors
    self.perBucket = perBucket
  }
}
