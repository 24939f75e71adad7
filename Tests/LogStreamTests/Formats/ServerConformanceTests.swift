import LogModel
import Testing

@testable import LogStream

/// Other people's lines of servers and daemons, with the fields that their own parsers find.
@Suite(.enabled(if: Conformance.isPresent, "needs the conformance data, see IMTOP_CONFORMANCE"))
struct ServerConformanceTests {
  /// What is not read as CrowdSec reads it, and why.
  private static let exceptions: [(part: String, reason: String)] = [
    ("limiting requests, excess", "only the message of the line is given"),
    ("SSL handshake stopped", "only the message of the line is given"),
    ("user sss not found", "only the message of the line is given"),
    ("is not found (2: No such file", "only the message of the line is given"),
    ("open() \"/usr/local/www", "only the message of the line is given"),
    ("192.168.1.1 0.811 \"\\x16\\x03", "a TLS greeting is no request line"),
    ("\" - - \"-\" \"Mozilla/5.00 (Nikto", "an access line without a status"),
    ("192.168.1.100,10.0.0.50", "of forwarded addresses the first is the client"),
    ("address\":\"10.42.0.1:54321", "of forwarded addresses the first is the client"),
    ("address\":\"[fd00:1234:5678::1]:54321", "of forwarded addresses the first is the client"),
  ]

  @Test(arguments: [
    ("crowdsecurity/nginx-logs", 40), ("crowdsecurity/apache2-logs", 20),
    ("crowdsecurity/caddy-logs", 10), ("crowdsecurity/haproxy-logs", 4),
    ("crowdsecurity/traefik-logs", 13), ("yanis-kouidri/envoy-logs", 10),
  ])
  func accessAndErrorLines(_ parser: String, _ count: Int) throws {
    var checked = 0
    for object in try Conformance.objects("logs/cases/crowdsec_parsed.jsonl") {
      guard object["parser"] as? String == parser, let text = object["line"] as? String else {
        continue
      }
      checked += 1
      let differing = Self.differing(text, object["parsed"] as? [String: Any] ?? [:])
      if let exception = Self.exceptions.first(where: { text.contains($0.part) }) {
        #expect(!differing.isEmpty, "no exception any more: \(text) (\(exception.reason))")
      } else {
        #expect(differing.isEmpty, "\(text)")
      }
    }
    #expect(checked == count)
  }

  /// What of a line is read otherwise than there.
  private static func differing(_ text: String, _ parsed: [String: Any]) -> [String] {
    let line = LineParser.read(text)
    var differing: [String] = line.parsed.isUnderstood ? [] : ["form"]
    if let status = (parsed["status"] as? String).flatMap(Int.init),
      Int(line.parsed.status) != status
    {
      differing.append("status")
    }
    if let address = parsed["remote_addr"] as? String, line.address != address {
      differing.append("address")
    }
    if let target = parsed["request"] as? String, target.hasPrefix("/"),
      line.path != target.split(separator: "?")[0]
    {
      differing.append("path")
    }
    if let agent = parsed["http_user_agent"] as? String, agent != "-", line.agent != agent {
      differing.append("agent")
    }
    return differing
  }

  @Test(arguments: [
    ("vrl_parse_syslog", 11, ["[php7:emerg]": "the time inside is read too"]),
    ("vrl_parse_glog", 4, ["\n  I2021": "an indented line continues the one before it"]),
    ("vrl_parse_klog", 2, ["\n     I0505": "an indented line continues the one before it"]),
    (
      "vrl_parse_nginx_log", 27,
      [
        ", excess: 50": "what follows the message's first comma belongs to it",
        "\"]&\\xDF": "a user agent of `-` is none",
      ]
    ),
  ])
  func messagesAndLevels(_ file: String, _ count: Int, _ exceptions: [String: String]) throws {
    var checked = 0
    for object in try Conformance.objects("logs/cases/\(file).jsonl") {
      guard object["ok"] as? Bool == true, let expected = object["want"] as? [String: Any],
        let text = (object["value"] ?? (object["args"] as? [String: Any])?["value"]) as? String
      else { continue }
      checked += 1
      guard !exceptions.keys.contains(where: text.contains) else { continue }
      let line = LineParser.read(text)
      let note = Comment(rawValue: text)
      #expect(line.parsed.isUnderstood, note)
      if let status = expected["status"] as? Int {
        #expect(Int(line.parsed.status) == status, note)
      } else if let message = expected["message"] as? String {
        #expect(line.message == message, note)
      }
      if let severity = expected["severity"] as? String {
        #expect(line.parsed.level == OperandText.level(severity), note)
      }
    }
    #expect(checked == count)
  }

  @Test func linesOfChatServersAreUnderstood() throws {
    let lines = try Conformance.objects("logs/im-servers/lines.jsonl").compactMap {
      $0["line"] as? String
    }
    #expect(lines.allSatisfy { LineParser.read($0).parsed.isUnderstood })
    #expect(lines.count == 100)
  }

  @Test func mostLinesThatLnavKnowsAreUnderstood() throws {
    let lines = try Conformance.objects("logs/cases/lnav_format_samples.jsonl").compactMap {
      $0["line"] as? String
    }
    let known = lines.filter { LineParser.read($0).parsed.isUnderstood }
    // The rest has no date (strace, proxifier, TCF) or none that is recognised.
    #expect(lines.count == 259)
    #expect(known.count >= 231)
  }

  @Test(arguments: [
    ("prosody/prosody.log", 177, 38), ("rabbitmq/rabbit.log", 624, 48),
    ("rabbitmq/rabbit-json.log", 192, 18),
  ])
  func samplesOfServersAreUnderstood(_ path: String, _ count: Int, _ connections: Int) throws {
    let text = try Conformance.sample(path)
    var parser = LineParser()
    var events: [ConnectionEvent: Int] = [:]
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    for line in lines {
      let read = parser.read(String(line))
      #expect(read.parsed.isUnderstood, Comment(rawValue: String(line)))
      // A line that continues the end of a connection gives its reason, and the end once more.
      if !read.parsed.isContinuation { events[read.parsed.event, default: 0] += 1 }
    }
    #expect(lines.count == count)
    let ends = [ConnectionEvent.closed, .closedAbnormally].compactMap { events[$0] }.reduce(0, +)
    #expect(events[.opened] == connections && ends == connections)
  }
}
