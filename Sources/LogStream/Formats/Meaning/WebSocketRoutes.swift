/// Which paths of a source carry WebSockets: configured, recognised by name, or seen upgrading.
struct WebSocketRoutes: Sendable {
  /// Paths that were seen upgrading are remembered by their hash, up to this many.
  private static let learntLimit = 64

  private let configured: [(prefix: [UInt8], isWhole: Bool)]
  private let segments: WordTable
  private var learnt: [UInt64] = []
  /// The answers for paths seen lately, each in the lowest bit of its path's hash.
  private var recent = [UInt64](repeating: 0, count: 1_024)

  /// The routes of a source; `*` at the end of a configured path stands for anything.
  init(configured: [String]) {
    self.configured = configured.map { path in
      path.hasSuffix("*") ? (Array(path.utf8.dropLast()), false) : (Array(path.utf8), true)
    }
    let names =
      "ws wss websocket websockets ws-connect socket.io engine.io sockjs cable xmpp-websocket"
    self.segments = WordTable(names.split(separator: " ").map { (String($0), 1) })
  }

  /// Remembers that a request for the path was upgraded.
  mutating func learn(_ line: Span<UInt8>, _ path: Range<Int>) {
    guard learnt.count < Self.learntLimit else { return }
    let hash = ByteHash.of(line.extracting(path))
    guard !learnt.contains(hash) else { return }
    learnt.append(hash)
    for index in recent.indices { recent[index] = 0 }
  }

  /// Whether requests for the path ask for an upgrade; `target` is the path with its query.
  mutating func contains(_ line: Span<UInt8>, _ path: Range<Int>, target: Range<Int>) -> Bool {
    let hash = ByteHash.of(line.extracting(path))
    guard path.upperBound == target.upperBound else { return find(line, path, target, hash) }
    let slot = Int(truncatingIfNeeded: hash &>> 54)
    if recent[slot] | 1 == hash | 1 { return recent[slot] & 1 == 1 }
    let answer = find(line, path, target, hash)
    recent[slot] = hash & ~1 | (answer ? 1 : 0)
    return answer
  }

  private func find(
    _ line: Span<UInt8>,
    _ path: Range<Int>,
    _ target: Range<Int>,
    _ hash: UInt64
  ) -> Bool {
    if hasKnownSegment(line, path) {
      // The long-polling transport of socket.io shares the path with the WebSocket.
      return !ByteScan.contains(
        "transport=polling",
        line,
        from: path.upperBound,
        to: target.upperBound
      )
    }
    for (prefix, isWhole) in configured where prefix.count <= path.count {
      guard !isWhole || prefix.count == path.count else { continue }
      if prefix.indices.allSatisfy({ line[path.lowerBound + $0] == prefix[$0] }) { return true }
    }
    return learnt.contains(hash)
  }

  private func hasKnownSegment(_ line: Span<UInt8>, _ path: Range<Int>) -> Bool {
    var start = path.lowerBound
    var at = start
    while at <= path.upperBound {
      if at == path.upperBound || line[at] == UInt8(ascii: "/") {
        let count = at &- start
        if count >= 2, count <= 16, segments.value(line, at: start, count: count) != 0 {
          return true
        }
        start = at &+ 1
      }
      at &+= 1
    }
    return false
  }
}
