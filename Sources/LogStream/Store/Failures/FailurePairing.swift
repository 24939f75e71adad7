import LogModel

/// Finds failures of which a proxy's log and that of the service behind it both tell, in whichever order
/// they come.
///
/// A service's record is the other one of one proxy's record only. What has found none waits, as long as not
/// too many others have come since.
struct FailurePairing: Sendable {
  /// So many wait, and as many older ones, where there are several logs.
  static let bound = 65_536
  /// The same of the only log, beside which others may be opened.
  static let boundAlone = 2_048

  /// How many wait, and as many older ones.
  var bound: Int

  private var young = WaitingFailures()
  private var old = WaitingFailures()
  private var roles: [Int: LogRole] = [:]
  /// Bits of the numbers of proxies and of services.
  private var edges: UInt64 = 0
  private var gateways: UInt64 = 0

  /// None yet.
  init(bound: Int = Self.boundAlone) { self.bound = bound }

  /// An estimate of the bytes that what waits takes.
  var byteCount: Int { young.byteCount + old.byteCount }

  /// Lets the sources stand where they are found to; returns the proxies' records that have a service's now.
  mutating func place(_ roles: [Int: LogRole]) -> [FailedRequest] {
    guard roles != self.roles else { return [] }
    self.roles = roles
    func bits(_ role: LogRole) -> UInt64 {
      roles.reduce(0) { $1.value == role ? $0 | WaitingFailures.bit($1.key) : $0 }
    }
    (edges, gateways) = (bits(.edge), bits(.gateway))
    let waiting = old.all + young.all
    (old, young) = (WaitingFailures(), WaitingFailures())
    return waiting.sorted { $0.time < $1.time }.compactMap { add($0) }
  }

  /// Adds a record; returns the proxy's record whose other one it is, or it itself where it is the proxy's.
  mutating func add(_ failure: FailedRequest) -> FailedRequest? {
    let isEdge = roles[failure.source] == .edge
    guard failure.isSupposed || !isEdge else { return nil }
    if roles[failure.source] != nil, let other = take(isEdge ? gateways : edges, failure, isEdge) {
      return isEdge ? failure : other
    }
    if young.count >= bound { (old, young) = (young, WaitingFailures()) }
    young.add(failure)
    return nil
  }

  /// Takes the record away that tells of the same, of the sources of other roles.
  private mutating func take(
    _ sources: UInt64,
    _ failure: FailedRequest,
    _ isEdge: Bool
  ) -> FailedRequest? {
    young.take(sources, failure, isEdge, roles) ?? old.take(sources, failure, isEdge, roles)
  }
}
