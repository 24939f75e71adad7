import Foundation
import Testing

/// Several gateways behind a proxy, each with a log of its own: every request is logged twice.
@Suite struct InstancesTests {
  private struct Document: Decodable {
    struct Log: Decodable {
      var name: String
      var role: String?
      var requestsCounted: String
    }

    struct Traffic: Decodable {
      var key: String
      var requests: Int
      var opened: Int
    }

    var logs: [Log]
    var paths: [Traffic]
    var addresses: [Traffic]
  }

  /// How many lines of a log match.
  private func lines(_ log: URL, _ pattern: String) throws -> Int {
    let expression = try Regex(pattern)
    return try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
      .count { $0.contains(expression) }
  }

  @Test func theTablesHoldEveryRequestOnce() async throws {
    let directory = try TemporaryDirectory()
    let demo = try await Program.run(
      Program.demo,
      [
        "--no-dashboard", "--directory", directory.url.path, "--instances", "3",
        "--connections", "40", "--scenario", "steady:5,edge-only:8", "--seconds", "14",
      ]
    )
    #expect(demo.status == 0, "\(demo.error)")
    let gateways = (1...3).map { directory.file("gw-\($0).log") }
    let edge = directory.file("edge.log")
    let logs = gateways + [edge]
    let requests = try gateways.reduce(0) { try $0 + lines($1, #""status":\d"#) }
    let failures = try lines(edge, #"" (499|502|504) "#)
    #expect(requests > 100 && failures > 3)
    let result = try await Program.run(
      Program.imtop,
      ["snapshot", "--format", "json", "--size", "200x90"] + logs.map(\.path)
    )
    let frame = try JSONDecoder().decode(Document.self, from: Data(result.output.utf8))
    #expect(frame.logs.map(\.role) == ["gateway", "gateway", "gateway", "edge"])
    #expect(frame.logs.last?.requestsCounted == "failuresOfEdge")
    #expect(frame.paths.reduce(0) { $0 + $1.requests } == requests + failures)
    #expect(frame.addresses.reduce(0) { $0 + $1.requests } == requests + failures)
    let opened = try gateways.reduce(0) { try $0 + lines($1, #""event":"open""#) }
    // Of each gateway the first upgrade's access line comes before any line about a connection.
    let told = frame.addresses.reduce(0) { $0 + $1.opened }
    #expect((opened...opened + gateways.count).contains(told))
    let check = try await Program.run(Program.imtop, ["check"] + logs.map(\.path))
    #expect(check.output.contains("role edge\n  its requests are counted at the gateway"))
    #expect(check.output.components(separatedBy: "role gateway").count == 4)
  }
}
