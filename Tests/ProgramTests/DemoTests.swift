import Foundation
import Testing

/// What `imtop-demo` says and does as a program.
@Suite struct DemoTests {
  struct Truth: Decodable {
    struct Restart: Decodable {
      var version: String
    }

    struct Fault: Decodable {
      var scenario: String
      var end: String?
    }

    var restarts: [Restart]
    var faults: [Fault]
  }

  @Test func helpExplainsEveryScenarioInALine() async throws {
    let help = try await Program.run(Program.demo, ["--help"], environment: ["COLUMNS": "80"])
    let rows = help.output.split(separator: "\n").map(String.init)
    for name in [
      "steady", "ws-500", "heartbeat-loss", "fatal", "nat", "storm", "reconnect-loop", "leak",
      "half-open", "backend-slow", "panic", "scan", "edge-only", "release", "incident",
    ] {
      let index = try #require(rows.firstIndex { $0.hasPrefix("  \(name) ") }, "\(name)")
      #expect(rows[index + 1].trimmingPrefix { $0 == " " }.hasPrefix("→ "), "\(name)")
      #expect(rows[index].count <= 80 && rows[index + 1].count <= 80, "\(name)")
    }
  }

  @Test(
    arguments: [
      ("storm:x", "storm:x: the seconds are a number above 0, at most 604800"),
      ("steady:5,storm", "in a chain every scenario needs its seconds: storm:30"),
      ("strom", "there is no scenario \"strom\""),
      ("fatal:2", "fatal takes 5.2 seconds; give it at least those"),
    ]
  )
  func mistakeInAChainIsNamed(chain: String, words: String) async throws {
    let result = try await Program.run(Program.demo, ["--no-dashboard", "--scenario", chain])
    #expect(result.status == 2)
    #expect(result.error.contains(words))
  }

  /// Two gateways behind the proxy, restarted in a new version, one after the other.
  @Test func instancesStandBehindAProxyAndRestart() async throws {
    let directory = try TemporaryDirectory()
    let result = try await Program.run(
      Program.demo,
      [
        "--no-dashboard", "--directory", directory.url.path, "--instances", "2",
        "--connections", "40", "--scenario", "steady:5,release:6,scan:3", "--seconds", "16",
      ]
    )
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.split(separator: "\n").count { $0.hasPrefix("metrics ") } == 2)
    let truth = try JSONDecoder().decode(
      Truth.self,
      from: Data(contentsOf: directory.file("truth.json"))
    )
    #expect(truth.restarts.map(\.version) == ["0.2.0"])
    #expect(truth.faults.map(\.scenario) == ["release", "scan"])
    #expect(truth.faults.allSatisfy { $0.end != nil })
    let inner = try ["gw-1.log", "gw-2.log"].map { name in
      try String(contentsOf: directory.file(name), encoding: .utf8).split(separator: "\n")
    }
    for lines in inner {
      #expect(lines.count { $0.contains(#""event":"start""#) } == 2)
      #expect(lines.count { $0.contains(#""reason":"shutdown""#) } > 0)
      #expect(lines.count { $0.contains(#""client_ip":"127.66.7.7""#) } > 10)
    }
    let outer = try String(contentsOf: directory.file("edge.log"), encoding: .utf8)
      .split(separator: "\n")
    let scanned = outer.filter { $0.hasPrefix("127.66.7.7 ") && $0.contains("\" 404 ") }
    let logged = inner.joined().filter { $0.contains(#""client_ip":"127.66.7.7""#) }
    #expect(scanned.count == logged.count)
    let opened = inner.joined().count { $0.contains(#""event":"open""#) }
    let closed = inner.joined().count { $0.contains(#""event":"close""#) }
    #expect(opened == closed)
    #expect(outer.count { $0.contains("\" 101 ") } == opened)
  }
}
