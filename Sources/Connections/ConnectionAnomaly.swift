/// Something remarkable about the connections of one address.
public enum ConnectionAnomaly: Hashable, Sendable {
  /// It opens connections faster than clients do: a scan, or a client that reconnects in a loop.
  case storm(address: String, perSecond: Int)
  /// Most of its connections end soon after they begin.
  case shortLived(address: String, share: Double, connections: Int)

  /// The address.
  public var address: String {
    switch self {
    case .storm(let address, _), .shortLived(let address, _, _): address
    }
  }

  /// What it is, in one or two words, for a table.
  public var mark: String {
    switch self {
    case .storm: "storm"
    case .shortLived: "short-lived"
    }
  }
}
