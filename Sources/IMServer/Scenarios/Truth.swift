import FoundationEssentials
import Glibc

/// What really happened in a run, for those who compare a dashboard with it.
///
/// ```
/// {"scenario":"ws-500","seed":1,"connections":300,"started":"2026-11-23T06:37:57.209Z",
///  "faults":[{"begin":"…","end":"…","path":"/ws/connect","addresses":[],"reason":"…"}]}
/// ```
/// `end` is missing while a fault lasts.
public struct Truth: Equatable, Sendable, Encodable {
  /// One fault.
  public struct Fault: Equatable, Sendable, Encodable {
    /// When it began, RFC 3339.
    public var begin: String
    /// When it was over, RFC 3339; nil while it lasts.
    public var end: String?
    /// The path that is hit.
    public var path: String?
    /// The address blocks that are hit.
    public var addresses: [String]
    /// Why.
    public var reason: String
  }

  /// The scenario's name.
  public let scenario: String
  /// The seed of the run.
  public let seed: UInt64
  /// How many clients there are.
  public let connections: Int
  /// When the run began, RFC 3339.
  public let started: String
  /// The faults so far, oldest first.
  public private(set) var faults: [Fault] = []

  private let cause: Scenario.Cause?

  private enum CodingKeys: CodingKey {
    case scenario
    case seed
    case connections
    case started
    case faults
  }

  /// The truth of a run in which nothing has failed yet.
  public init(_ scenario: Scenario, seed: UInt64, connections: Int, started: WallTime) {
    self.scenario = scenario.name
    self.seed = seed
    self.connections = connections
    self.started = started.rfc3339
    cause = scenario.cause
  }

  /// Notes that the fault began or ended.
  public mutating func note(_ turn: FaultTimeline.Turn, at time: WallTime) {
    guard let cause else { return }
    switch turn {
    case .begin:
      faults.append(
        Fault(
          begin: time.rfc3339,
          end: nil,
          path: cause.path,
          addresses: cause.addresses,
          reason: cause.reason
        )
      )
    case .end:
      guard let last = faults.indices.last else { return }
      faults[last].end = time.rfc3339
    }
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
