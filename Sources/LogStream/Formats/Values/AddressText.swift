/// Addresses of peers as servers write them.
enum AddressText {
  /// The address without port and brackets; of a list (`X-Forwarded-For`) the first.
  static func host(_ line: Span<UInt8>, _ value: Range<Int>) -> Range<Int> {
    var start = value.lowerBound
    var end = start
    while start < value.upperBound, line[start] == 0x20 { start &+= 1 }
    end = ByteScan.first(
      of: UInt8(ascii: ":"),
      UInt8(ascii: ","),
      0x20,
      in: line,
      from: start,
      to: value.upperBound
    )
    var colons = 0
    var lastColon = 0
    while end < value.upperBound, line[end] != UInt8(ascii: ","), line[end] != 0x20 {
      if line[end] == UInt8(ascii: ":") {
        colons &+= 1
        lastColon = end
      }
      end &+= 1
    }
    guard start < end else { return start..<start }
    if line[start] == UInt8(ascii: "[") {
      let close = ByteScan.first(UInt8(ascii: "]"), in: line, from: start, to: end) ?? end
      return unmapped(line, start + 1..<close)
    }
    // An IPv6 address has seven colons at most: an eighth one stands before a port.
    end = colons == 1 || colons == 8 ? lastColon : end
    return line[start] == UInt8(ascii: ":") ? unmapped(line, start..<end) : start..<end
  }

  /// The IPv4 address inside of one that is mapped into IPv6, `::ffff:10.2.3.4`; other addresses as they are.
  private static func unmapped(_ line: Span<UInt8>, _ address: Range<Int>) -> Range<Int> {
    let (start, end) = (address.lowerBound + 7, address.upperBound)
    guard ByteScan.matches("::ffff:", line, at: address.lowerBound, to: end),
      ByteScan.first(UInt8(ascii: "."), in: line, from: start, to: end) != nil
    else { return address }
    // A port may stand behind it without brackets.
    return start..<(ByteScan.first(UInt8(ascii: ":"), in: line, from: start, to: end) ?? end)
  }

  /// Whether an address is one of a host or of a network of its own, as that of a proxy before a service.
  static func isLocal(_ address: Span<UInt8>) -> Bool {
    let end = address.count
    func begins(_ text: StaticString) -> Bool { ByteScan.matches(text, address, at: 0, to: end) }
    if begins("127.") || begins("10.") || begins("192.168.") || begins("169.254.") { return true }
    guard !begins("172.") else {
      let dot = ByteScan.first(UInt8(ascii: "."), in: address, from: 4, to: end) ?? 4
      return (16...31).contains(NumberText.whole(address, 4..<dot) ?? 0)
    }
    let isOwn = begins("fc") || begins("fd") || begins("fe80:")
    return begins("::1") && end == 3 || isOwn && address.count > 4
  }

  /// Whether the text can be an IPv4 or IPv6 address, perhaps with a port.
  static func looksLikeAddress(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard (2...56).contains(range.count) else { return false }
    var dots = 0
    var colons = 0
    for index in range {
      let byte = line[index]
      switch byte {
      case UInt8(ascii: "."): dots += 1
      case UInt8(ascii: ":"): colons += 1
      case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "%"), UInt8(ascii: ","), 0x20: break
      default:
        let isHex = ByteScan.isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 6
        guard isHex else { return false }
      }
    }
    return dots >= 3 || colons >= 2
  }
}
