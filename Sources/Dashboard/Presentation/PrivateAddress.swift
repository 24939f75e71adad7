/// Addresses that are not routed on the Internet.
enum PrivateAddress {
  /// Whether an address is private, link-local or unique-local; loopback is not counted, there the
  /// client is this host.
  static func contains(_ address: String) -> Bool {
    let folded = address.lowercased()
    if ["fc", "fd", "fe80:"].contains(where: folded.hasPrefix), folded.contains(":") {
      return true
    }
    let parts = folded.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 4, let first = parts[0], let second = parts[1] else { return false }
    switch first {
    case 10: return true
    case 172: return (16...31).contains(second)
    case 192: return second == 168
    case 169: return second == 254
    case 100: return (64...127).contains(second)
    default: return false
    }
  }

  /// Whether an address is this host's own.
  static func isLoopback(_ address: String) -> Bool {
    address == "::1" || address == "127.0.0.1" || address == "::ffff:127.0.0.1"
  }
}
