import FoundationEssentials

/// What the lines of a log add up to.
struct LogTally {
  private struct Line: Decodable {
    var event: String?
    var reason: String?
    var status: Int?
    var messagesIn: Int?
    var messagesOut: Int?

    enum CodingKeys: String, CodingKey {
      case event
      case reason
      case status
      case messagesIn = "messages_in"
      case messagesOut = "messages_out"
    }
  }

  var opened = 0
  var closed: [String: Int] = [:]
  var statuses: [Int: Int] = [:]
  var received = 0
  var sent = 0

  /// Adds up lines of the gateway's own JSON.
  init(_ lines: [String]) throws {
    for text in lines {
      let line = try JSONDecoder().decode(Line.self, from: Data(text.utf8))
      if let status = line.status { statuses[status, default: 0] += 1 }
      received += line.messagesIn ?? 0
      sent += line.messagesOut ?? 0
      switch line.event {
      case "open": opened += 1
      case "close": closed[line.reason ?? "", default: 0] += 1
      default: break
      }
    }
    // What is said over HTTP is a message too, and its line is the request's.
    received += statuses[201] ?? 0
  }
}
