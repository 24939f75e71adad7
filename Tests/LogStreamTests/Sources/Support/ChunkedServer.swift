import Dispatch
import Glibc
import Synchronization
import Testing

/// Answers each connection with the next of several chunked texts and closes it.
final class ChunkedServer: Sendable {
  let port: UInt16
  private let socket: Int32
  private let heads = Heads()

  /// The heads of the requests so far.
  var requests: [String] { heads.texts.withLock { $0 } }

  init(answers: [String], type: String = "application/x-ndjson") throws {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.socket = socket
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(socket, pointer, length) == 0 && listen(socket, 8) == 0
          && getsockname(socket, pointer, &length) == 0
      }
    }
    try #require(isBound)
    port = UInt16(bigEndian: address.sin_port)
    DispatchQueue(label: "server").async { [heads] in
      for answer in answers {
        let connection = accept(socket, nil, nil)
        guard connection >= 0 else { return }
        var request = [UInt8](repeating: 0, count: 4096)
        let count = read(connection, &request, request.count)
        let head = String(decoding: request.prefix(max(0, count)), as: UTF8.self)
        heads.texts.withLock { $0.append(head) }
        let text =
          "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n"
          + "\(String(answer.utf8.count, radix: 16))\r\n\(answer)\r\n0\r\n\r\n"
        _ = write(connection, text, text.utf8.count)
        close(connection)
      }
    }
  }

  deinit {
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
  }
}

/// Outlives the server in the thread that answers.
private final class Heads: Sendable {
  let texts = Mutex<[String]>([])
}
