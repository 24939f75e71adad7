import Alerting
import MetricsModel
import PromQL
import Testing

/// What the rules inside the program say of courses of numbers, a value a second.
@Suite struct BuiltinRuleTests {
  private static let definitions = [
    "imtop:connections": "connections", "imtop:heartbeat_timeouts": "timeouts",
  ]

  /// The seconds at which a rule fires, which are the same where what subqueries gave is remembered.
  private func firing(
    _ rule: String,
    _ lines: [Labels: [Double]],
    seconds: ClosedRange<Int>
  ) throws -> [Int] {
    var engine = RuleEngine(
      groups: try RuleGroup.builtin(),
      definitions: try Self.definitions.mapValues(PromQL.parse)
    )
    let source = StatedSource(lines: lines)
    var remembering = engine
    return seconds.filter { second in
      let time = Timestamp(seconds: Double(second))
      let statuses = engine.evaluate(at: time, source: source)
      let others = remembering.evaluate(at: time, source: source, past: [0])
      #expect(others == statuses, "second \(second)")
      return statuses.contains { $0.rule == rule && $0.state == .firing }
    }
  }

  private func requests(_ path: String, _ status: String, in log: String = "im.log") -> Labels {
    Labels(name: "log_requests_total", ["source": log, "path": path, "status": status])
  }

  /// A count that rises by `rate` each second.
  private func counter(_ rate: Double, seconds: Int = 400) -> [Double] {
    (0...seconds).map { Double($0) * rate }
  }

  private func connections(_ value: (Int) -> Double, start: Double) -> [Labels: [Double]] {
    [
      Labels(name: "connections", ["instance": "a"]): (0...400).map(value),
      Labels(name: "process_start_time_seconds", ["instance": "a"]): (0...400).map { _ in start },
    ]
  }

  /// What the log counts of connections, and what targets say that are scraped from second 200 on.
  private func logged(_ open: (Int) -> Double) -> [Labels: [Double]] {
    var lines = connections({ $0 < 200 ? .nan : open($0) }, start: -10_000)
    let falls = (1...400).map { max(0, open($0 - 1) - open($0)) }
    let closed = falls.reduce(into: [0.0]) { $0.append(($0.last ?? 0) + $1) }
    let source = ["source": "im.log"] as KeyValuePairs
    lines[Labels(name: "log_connections_open_at_beginning", source)] = (0...400).map { _ in 0 }
    lines[Labels(name: "log_connections_closed_total", source)] = closed
    lines[Labels(name: "log_connections_opened_total", source)] = closed.indices.map {
      open($0) + closed[$0]
    }
    return lines
  }

  @Test func connectionsThatPileUpAreToldOnceTheyPassTheHighestBefore() throws {
    let lines = connections({ Double(300 + 6 * max(0, $0 - 340)) }, start: -10_000)
    let told = try firing("ConnectionsPilingUp", lines, seconds: 330...400)
    let first = try #require(told.first)
    #expect((348...352).contains(first))
    #expect(told.last == 400)
  }

  @Test func aShortPastOfScrapesIsNoneForConnectionsUnlessTheLogTellsOfThem() throws {
    let course: (Int) -> Double = { Double(300 + 6 * max(0, $0 - 300)) }
    let scraped = connections({ $0 < 200 ? .nan : course($0) }, start: -10_000)
    #expect(try firing("ConnectionsPilingUp", scraped, seconds: 290...380).isEmpty)
    let told = try firing("ConnectionsPilingUp", logged(course), seconds: 290...380)
    let first = try #require(told.first)
    #expect((308...312).contains(first))
    #expect(told.last == 380)
  }

  @Test func connectionsThatComeBackDoNotPileUpWhereTheLogKnowsThem() throws {
    let lines = logged { second in
      switch second {
      case ..<150: 300
      case ..<180: 300 - 3 * Double(second - 150)
      case ..<300: 210
      default: 298
      }
    }
    #expect(try firing("ConnectionsPilingUp", lines, seconds: 280...380).isEmpty)
  }

  @Test func connectionsThatComeBackDoNotPileUp() throws {
    let lines = connections({ (200..<240).contains($0) ? 150 : 300 }, start: -10_000)
    #expect(try firing("ConnectionsPilingUp", lines, seconds: 190...300).isEmpty)
  }

  @Test func aServerThatHasJustBegunFillsUpUnremarked() throws {
    let lines = connections({ Double(min(300, 20 * $0)) }, start: 0)
    #expect(try firing("ConnectionsPilingUp", lines, seconds: 1...120).isEmpty)
  }

  @Test func onePathThatFailsIsNamed() throws {
    let lines = [
      requests("/ws", "500"): counter(5), requests("/a", "200"): counter(50),
      requests("/b", "200"): counter(5),
    ]
    #expect(try firing("PathFailing", lines, seconds: 100...100) == [100])
  }

  @Test func aPathThatFailsIsNamedHoweverMuchOfTheTrafficItIs() throws {
    let lines = [
      requests("/ws", "500"): counter(40), requests("/ws", "200"): counter(20),
      requests("/a", "200"): counter(30),
    ]
    #expect(try firing("PathFailing", lines, seconds: 100...100) == [100])
    let alone = [requests("/ws", "500"): counter(4), requests("/ws", "200"): counter(6)]
    #expect(try firing("PathFailing", alone, seconds: 100...100) == [100])
  }

  @Test func pathsThatFailLikeAllOthersAreNotNamedOneByOne() throws {
    let lines = [
      requests("/a", "502"): counter(10), requests("/a", "200"): counter(20),
      requests("/b", "502"): counter(1), requests("/b", "200"): counter(2),
    ]
    #expect(try firing("PathFailing", lines, seconds: 100...100).isEmpty)
  }

  @Test func failuresThatOnlyAProxyLogsAreAShareOfAllRequests() throws {
    let lines = [
      requests("/a", "502", in: "edge.log"): counter(4), requests("/a", "200"): counter(30),
      requests("/b", "200"): counter(10),
    ]
    #expect(try firing("PathFailing", lines, seconds: 100...100).isEmpty)
  }

  @Test func aScanIsToldAgainstWhatIsUsual() throws {
    let scanned: [Double] = (0...400).map { Double($0 + 25 * max(0, $0 - 200)) }
    let lines = [requests("/a", "404"): scanned, requests("/a", "200"): counter(60)]
    let told = try firing("ClientErrors", lines, seconds: 150...300)
    #expect((205...212).contains(try #require(told.first)))

    let calm = [requests("/a", "404"): counter(1.5), requests("/a", "200"): counter(60)]
    #expect(try firing("ClientErrors", calm, seconds: 150...152).isEmpty)
  }

  @Test func fewFailuresThatChanceExplainsNameNoPath() throws {
    let rooms = (0..<40).map { requests("/room-\($0)", "200") }
    var lines = Dictionary(uniqueKeysWithValues: rooms.map { ($0, counter(0.55)) })
    for room in 0..<40 { lines[requests("/room-\(room)", "503")] = counter(0.06) }
    lines[requests("/room-7", "200")] = counter(0.45)
    lines[requests("/room-7", "503")] = counter(0.22)
    #expect(try firing("PathFailing", lines, seconds: 100...100).isEmpty)
    lines[requests("/room-7", "503")] = counter(0.9)
    #expect(try firing("PathFailing", lines, seconds: 100...100) == [100])
  }

  @Test func timeoutsThatWereThereFromTheBeginningAreToldByTheirShare() throws {
    func lines(_ rate: Double) -> [Labels: [Double]] {
      [
        Labels(name: "connections"): counter(0).map { _ in 300 },
        Labels(name: "timeouts"): counter(0).map { _ in rate },
      ]
    }
    #expect(try firing("HeartbeatTimeouts", lines(2), seconds: 100...130).isEmpty)
    #expect(try firing("ConnectionsTimingOut", lines(2), seconds: 100...130) == Array(100...130))
    #expect(try firing("ConnectionsTimingOut", lines(0.24), seconds: 100...130).isEmpty)
  }
}
