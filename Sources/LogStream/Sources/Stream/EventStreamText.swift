/// Takes the lines out of a stream of server-sent events, as the HTML standard describes it.
///
/// The data of an event is one or more lines; comments, names of events and `retry` are passed over.
struct EventStreamText {
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// The id of the last event that had one; empty before there is one.
  private(set) var lastID: String
  /// Lines that were longer than the limit, of which the end was left out.
  private(set) var cutLines = 0

  private let limit: Int
  private var id: String
  private var line: [UInt8] = []
  private var data: [UInt8] = []
  private var isCut = false
  private var endsInCarriageReturn = false
  private var isFirst = true

  /// A stream that goes on behind the event `lastID`; data and lines of more than `limit` bytes are cut
  /// off.
  init(lastID: String = "", limit: Int) {
    self.lastID = lastID
    self.id = lastID
    self.limit = max(1, limit)
  }

  /// The lines of the events that the next bytes complete, each with its newline.
  mutating func take(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var lines: [UInt8] = []
    for byte in bytes {
      defer { endsInCarriageReturn = byte == Self.carriageReturn }
      if byte == Self.newline || byte == Self.carriageReturn {
        if byte == Self.newline, endsInCarriageReturn { continue }
        endLine(&lines)
      } else if line.count < limit {
        line.append(byte)
      } else {
        isCut = true
      }
    }
    return lines
  }

  private mutating func endLine(_ lines: inout [UInt8]) {
    if isFirst, line.starts(with: [0xef, 0xbb, 0xbf]) { line.removeFirst(3) }
    isFirst = false
    defer {
      line.removeAll(keepingCapacity: true)
      isCut = false
    }
    guard !line.isEmpty else {
      lastID = id
      lines += data
      data.removeAll(keepingCapacity: true)
      return
    }
    let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
    var value = line[min(colon + 1, line.endIndex)...]
    if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
    switch String(decoding: line[..<colon], as: UTF8.self) {
    case "data":
      let room = max(0, limit - data.count)
      if isCut || value.count > room { cutLines += 1 }
      data += value.prefix(room)
      data.append(Self.newline)
    case "id":
      // A zero byte, or one that ends a header, makes the id useless.
      if value.allSatisfy({ $0 >= 0x20 }) { id = String(decoding: value, as: UTF8.self) }
    default: break
    }
  }
}
