/// A TCP socket of this host that waits for connections, as `/proc/net/tcp` lists it.
struct ListeningSocket: Hashable {
  /// The port.
  var port: Int
  /// The address in the form that a URL takes: `127.0.0.1`, `[::1]`; empty for all addresses.
  var host: String
  /// The socket's inode, by which its process is found.
  var inode: String

  /// The sockets in the state LISTEN of `/proc/net/tcp` or `/proc/net/tcp6`; lines of another form
  /// are skipped.
  static func parse(table: String) -> [ListeningSocket] {
    table.split(separator: "\n").dropFirst().compactMap { line in
      let columns = line.split(separator: " ", omittingEmptySubsequences: true)
      guard columns.count > 9, columns[3] == "0A" else { return nil }
      let local = columns[1].split(separator: ":")
      guard local.count == 2, let port = Int(local[1], radix: 16), let host = host(hex: local[0])
      else { return nil }
      return ListeningSocket(port: port, host: host, inode: String(columns[9]))
    }
  }

  /// The address behind the kernel's hexadecimal words, each in the byte order of the host.
  private static func host(hex: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = hex
    while !rest.isEmpty {
      guard let word = UInt32(rest.prefix(8), radix: 16) else { return nil }
      withUnsafeBytes(of: word) { bytes.append(contentsOf: $0) }
      rest = rest.dropFirst(8)
    }
    if bytes.allSatisfy({ $0 == 0 }) { return "" }
    switch bytes.count {
    case 4: return bytes.map(String.init).joined(separator: ".")
    case 16 where bytes.dropLast().allSatisfy({ $0 == 0 }): return "[::1]"
    case 16 where bytes[..<10].allSatisfy({ $0 == 0 }) && bytes[10] == 255:
      return bytes[12...].map(String.init).joined(separator: ".")
    case 16:
      let words = stride(from: 0, to: 16, by: 2).map {
        String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
      }
      return "[\(words.joined(separator: ":"))]"
    default: return nil
    }
  }
}
