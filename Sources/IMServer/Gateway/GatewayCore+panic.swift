import NIOHTTP1

extension GatewayCore {
  /// Whether this request is one that panics at the moment; if so, the stack is in the log.
  func panics(over exchange: Exchange) -> Bool {
    guard faults.drawPanic() else { return false }
    let head = exchange.head
    let fields = head.headers.filter { name, _ in
      ["host", "user-agent", "content-type", "content-length"].contains(name.lowercased())
    }
    logWriter.write(
      text: PanicText.lines(
        at: configuration.clock(),
        request: ["\(head.method.rawValue) \(head.uri) HTTP/1.1"]
          + fields.map { "\($0.name): \($0.value.filter { $0 != "\r" && $0 != "\n" })" }
      )
    )
    return true
  }
}
