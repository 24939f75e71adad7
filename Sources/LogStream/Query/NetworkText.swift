import Glibc

/// Networks in CIDR notation.
public enum NetworkText {
  /// The network's address bytes (4 or 16) and the length of its prefix in bits; nil where the text is
  /// no network: `10.0.0.0/8`, `2001:db8::/32`.
  public static func parse(_ text: String) -> (address: [UInt8], prefix: Int)? {
    guard let slash = text.lastIndex(of: "/"),
      let prefix = NumberText.wholeNumber(String(text[text.index(after: slash)...])),
      let address = address(String(text[..<slash]))
    else { return nil }
    // `::ffff:10.0.0.0/104` is the network 10.0.0.0/8.
    let isMapped = address.count == 4 && text.utf8.contains(UInt8(ascii: ":"))
    let bits = isMapped ? prefix - 96 : prefix
    return (0...address.count * 8).contains(bits) ? (address, bits) : nil
  }

  /// The bytes of an address, 4 for IPv4 and 16 for IPv6; an IPv4 address mapped into IPv6 gives 4.
  public static func address(_ text: String) -> [UInt8]? {
    guard text.utf8.count <= 64 else { return nil }
    let plain = text.prefix { $0 != "%" }
    var four = in_addr()
    if inet_pton(AF_INET, String(plain), &four) == 1 {
      return withUnsafeBytes(of: four) { Array($0) }
    }
    var six = in6_addr()
    guard inet_pton(AF_INET6, String(plain), &six) == 1 else { return nil }
    let bytes = withUnsafeBytes(of: six) { Array($0) }
    let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]
    return bytes.starts(with: mapped) ? Array(bytes.suffix(4)) : bytes
  }

  /// Whether the text is a network.
  static func isNetwork(_ text: String) -> Bool { parse(text) != nil }
}
