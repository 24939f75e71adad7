import Foundation
import LogModel
import Testing

@testable import LogStream

@Suite(.enabled(if: Conformance.isPresent, "needs the conformance data, see IMTOP_CONFORMANCE"))
struct LogConformanceTests {
  @Test func linesOfGoFrameworks() throws {
    let inScope = [
      "gin", "json-wrapping-gin", "gin-debug", "logrus-json", "logrus-text", "zap-json",
      "slog-json",
      "slog-text", "logstash-json",
    ]
    var checked = 0
    for object in try Conformance.objects("logs/cases/frameworks_gin_logrus_zap_slog.jsonl") {
      guard let format = object["format"] as? String, inScope.contains(format),
        let text = object["line"] as? String, let expected = object["expect"] as? [String: Any]
      else { continue }
      let first = String(text.split(separator: "\n")[0])
      let line = LineParser.read(first)
      let note = Comment(rawValue: first)
      checked += 1
      #expect(line.parsed.isUnderstood, note)
      if let status = expected["status"] as? Int {
        #expect(Int(line.parsed.status) == status, note)
      }
      if let nanoseconds = expected["latency_ns"] as? Double {
        #expect(abs(line.parsed.latency * 1e9 - nanoseconds) < nanoseconds * 1e-9, note)
      }
      if let address = expected["client_ip"] as? String { #expect(line.address == address, note) }
      if let method = expected["method"] as? String, method.allSatisfy(\.isUppercase) {
        #expect(line.method == method, note)
      }
      if let path = expected["path"] as? String {
        #expect(line.path == path.split(separator: "?")[0], note)
      }
      if let message = (expected["msg"] ?? expected["message"]) as? String {
        #expect(line.message == message, note)
      }
      if let level = expected["level"] as? String {
        #expect(line.parsed.level == OperandText.level(level), note)
      }
      #expect(expected["time"] == nil || line.parsed.time != nil, note)
    }
    #expect(checked == 48)
  }

  @Test(arguments: ["vrl_parse_common_log", "vrl_parse_apache_log", "vrl_parse_nginx_log"])
  func combinedLogs(_ file: String) throws {
    var checked = 0
    for object in try Conformance.objects("logs/cases/\(file).jsonl") {
      guard let text = object["value"] as? String, let expected = object["want"] as? [String: Any],
        let status = expected["status"] as? Int,
        let address = (expected["host"] ?? expected["client"]) as? String, text.hasPrefix(address)
      else { continue }
      let line = LineParser.read(text)
      let note = Comment(rawValue: text)
      checked += 1
      #expect(Int(line.parsed.status) == status, note)
      #expect(line.address == address, note)
      if let agent = (expected["agent"] ?? expected["user_agent"]) as? String {
        #expect(line.agent == agent, note)
      }
    }
    #expect(checked > 0)
  }

  /// What the lines of one load run must add up to, counted with other tools.
  @Test(arguments: [("gin", 53_011), ("logrus-json", 53_127), ("zap", 52_996)])
  func aWholeRunAddsUp(_ name: String, _ requests: Int) throws {
    var parser = LineParser()
    var counts: [ConnectionEvent: Int] = [:]
    var read = (requests: 0, unknown: 0, panics: 0, causes: 0, continuations: 0)
    var parsed = ParsedLine()
    for line in try Conformance.sampleLines("gin-im/\(name).log.gz").dropLast() {
      parser.parse(line.span, into: &parsed, receivedAt: LineParser.reception)
      counts[parsed.event, default: 0] += 1
      read.requests += parsed.isRequest ? 1 : 0
      read.unknown += parsed.isUnderstood ? 0 : 1
      read.continuations += parsed.isContinuation ? 1 : 0
      let message = parsed.message.string(from: line.span)
      read.panics += parsed.level == .error && message == "panic recovered:" ? 1 : 0
      let reason = parsed.reason.string(from: line.span)
      read.causes += parsed.isContinuation && reason == "assignment to entry in nil map" ? 1 : 0
    }
    #expect(read == (requests, 0, 12, 12, 240))
    #expect(counts[.heartbeatTimeout] == 180)
    #expect(counts[.closed] == 300)
  }
}
