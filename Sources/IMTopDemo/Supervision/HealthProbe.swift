import Glibc

/// Asks a gateway on loopback whether it serves.
enum HealthProbe {
  /// Asks `/healthz` until it answers 200.
  ///
  /// - Returns: Whether it did in time.
  static func waitUntilUp(port: Int, within seconds: Double) -> Bool {
    let deadline = Uptime.now + seconds
    while Uptime.now < deadline {
      if isUp(port: port) { return true }
      usleep(20_000)
    }
    return false
  }

  private static func isUp(port: Int) -> Bool {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    guard socket >= 0 else { return false }
    defer { close(socket) }
    var patience = timeval(tv_sec: 1, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { return false }
    let request = Array(
      "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".utf8
    )
    guard write(socket, request, request.count) == request.count else { return false }
    var answer = [UInt8](repeating: 0, count: 64)
    let count = read(socket, &answer, answer.count)
    return count > 0
      && String(decoding: answer.prefix(count), as: UTF8.self).hasPrefix("HTTP/1.1 200")
  }
}
