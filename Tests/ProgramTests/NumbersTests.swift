import Foundation
import Testing

/// What the program says equals what the gateway says of itself.
@Suite struct NumbersTests {
  struct Document: Decodable {
    struct Panel: Decodable {
      var id: String
      var value: Double?
    }

    struct Traffic: Decodable {
      var key: String
      var requests: Int
      var serverErrors: Int
    }

    struct Source: Decodable {
      var lines: Int
      var notUnderstood: Int
    }

    var panels: [Panel]
    var paths: [Traffic]
    var logs: [Source]
  }

  func snapshot(_ arguments: String...) async throws -> Document {
    let result = try await Program.run(
      Program.imtop,
      ["snapshot", "--format", "json"] + arguments
    )
    try #require(result.status == 0, "\(result.error)")
    return try JSONDecoder().decode(Document.self, from: Data(result.output.utf8))
  }

  @Test func connectionsEqualTheGaugeAndPathsEqualTheLog() async throws {
    let gateway = try await DemoGateway(["--connections", "80", "--fault-after", "600"])
    try await Task.sleep(for: .seconds(8))
    let document = try await snapshot(gateway.metrics, gateway.log)
    let query = try await Program.run(
      Program.imtop,
      ["query", "sum(im_ws_connections)", gateway.metrics, "--format", "json"]
    )
    let shown = try #require(document.panels.first { $0.id == "connections" }?.value)
    let gauge = try #require(Self.value(query.output))
    #expect(abs(shown - gauge) <= 4, "clients come and go between two scrapes")
    gateway.stop()

    let ended = try await snapshot(gateway.log, "--window", "1h")
    let lines = try String(contentsOfFile: gateway.log, encoding: .utf8).split(separator: "\n")
    #expect(ended.logs.first?.lines == lines.count)
    #expect(ended.logs.first?.notUnderstood == 0)
    for path in ["/api/v1/messages", "/ws/connect", "/healthz"] {
      let written = lines.count {
        $0.contains("\"path\":\"\(path)\"") && $0.contains("\"status\":")
      }
      #expect(ended.paths.first { $0.key == path }?.requests ?? 0 == written, "\(path)")
    }
  }

  /// The number in an answer of `imtop query --format json`.
  private static func value(_ json: String) -> Double? {
    guard let document = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any],
      let result = document["result"] as? [[String: Any]],
      let pair = result.first?["value"] as? [Any], let text = pair.last as? String
    else { return nil }
    return Double(text)
  }
}
