import FoundationEssentials
import Glibc

/// What really happened in a run, for those who compare a dashboard with it.
///
/// ```
/// {"scenario":"steady:60,storm:30","seed":1,"connections":300,"instances":1,
///  "started":"2026-11-23T06:37:57.209Z",
///  "restarts":[{"time":"…","version":"0.2.0"}],
///  "faults":[{"scenario":"storm","begin":"…","end":"…","path":"/ws/connect",
///             "addresses":["127.66.6.6/32"],"agent":"…","reason":"…"}]}
/// ```
/// `end` is missing while a fault lasts, `path` and `agent` where it is no single one. Faults that
/// overlap stand one after the other.
public struct Truth: Equatable, Sendable, Encodable {
  /// One fault.
  public struct Fault: Equatable, Sendable, Encodable {
    /// Whose fault it is.
    public var scenario: String
    /// When it began, RFC 3339.
    public var begin: String
    /// When it was over, RFC 3339; nil while it lasts.
    public var end: String?
    /// The path that is hit.
    public var path: String?
    /// The address blocks that are hit or to blame.
    public var addresses: [String]
    /// The client that is to blame.
    public var agent: String?
    /// Why.
    public var reason: String
  }

  /// One restart of the gateways.
  public struct Restart: Equatable, Sendable, Encodable {
    /// When the new version served, RFC 3339.
    public var time: String
    /// The version that served from then on.
    public var version: String

    /// A restart from its parts.
    public init(time: String, version: String) {
      self.time = time
      self.version = version
    }
  }

  /// What the run was asked to go through.
  public let scenario: String
  /// The seed of the run.
  public let seed: UInt64
  /// How many clients there are.
  public let connections: Int
  /// How many gateways there are.
  public let instances: Int
  /// When the run began, RFC 3339.
  public let started: String
  /// The restarts so far, oldest first.
  public private(set) var restarts: [Restart] = []
  /// The faults so far, oldest first.
  public private(set) var faults: [Fault] = []

  /// The truth of a run in which nothing has failed yet.
  public init(
    _ plan: ScenarioPlan,
    seed: UInt64,
    connections: Int,
    instances: Int = 1,
    started: WallTime
  ) {
    scenario = plan.text
    self.seed = seed
    self.connections = connections
    self.instances = instances
    self.started = started.rfc3339
  }

  /// Notes that a fault began or ended; a scenario in which nothing breaks notes nothing.
  public mutating func note(_ order: FaultOrder, at time: WallTime) {
    guard let cause = order.scenario.cause else { return }
    switch order.turn {
    case .begin:
      faults.append(
        Fault(
          scenario: order.scenario.name,
          begin: time.rfc3339,
          end: nil,
          path: cause.path,
          addresses: cause.addresses,
          agent: cause.agent,
          reason: cause.reason
        )
      )
    case .end:
      let last = faults.lastIndex { $0.scenario == order.scenario.name && $0.end == nil }
      if let last { faults[last].end = time.rfc3339 }
    }
  }

  /// Notes that the gateways serve in this version.
  public mutating func noteRestart(version: String, at time: WallTime) {
    restarts.append(Restart(time: time.rfc3339, version: version))
  }

  /// The truth as JSON with a line feed at its end.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(self)) ?? Data()
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// Writes the truth to a file, in one step: whoever reads it finds a whole one.
  ///
  /// What is there and no regular file, such as `/dev/null` or a pipe, is written to and not replaced.
  public func write(to path: String) throws(GatewayError) {
    var status = stat()
    let isReplaced = stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
    let draft = isReplaced ? path + ".new" : path
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .truthNotWritable(path: path, errno: errno) }
    let text = Array(json.utf8)
    let count = Glibc.write(file, text, text.count)
    close(file)
    guard count == text.count, !isReplaced || rename(draft, path) == 0 else {
      throw .truthNotWritable(path: path, errno: errno)
    }
  }
}
