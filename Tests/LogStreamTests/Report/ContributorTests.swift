import LogModel
import MetricsModel
import Testing

@testable import LogStream

@Suite struct ContributorTests {
  private func contributors(
    _ fixture: StoreFixture,
    _ filter: String,
    _ from: Double,
    _ through: Double
  )
    throws -> [Contributor]
  {
    LogAnalysis().contributors(
      filter: try FilterParser.parse(filter),
      from: time(from),
      through: time(through),
      over: fixture.store.snapshot()
    )
  }

  /// Ten minutes of ordinary traffic from twenty addresses, every fiftieth request fails.
  private func ordinary() -> StoreFixture {
    let fixture = StoreFixture()
    var text = ""
    for index in 0..<6_000 {
      text += access(
        index / 10,
        "/p\(index % 4)",
        index % 50 == 0 ? 500 : 200,
        address: "10.0.\(index % 20).1",
        message: index % 50 == 0 ? "redis timeout \(index)" : ""
      )
    }
    fixture.append(text)
    return fixture
  }

  @Test func whatRisesAboveItsNormalShareIsNamed() throws {
    let fixture = ordinary()
    for index in 0..<100 {
      fixture.append(
        access(
          600 + index / 10,
          "/ws/connect",
          503,
          address: index % 2 == 0 ? "203.0.113.7" : "10.0.\(index % 20).1",
          message: "hub queue full: \(index)"
        )
      )
    }
    let found = try contributors(fixture, "level >= error", 600, 610)
    let byField = Dictionary(grouping: found, by: \.field)
    #expect(byField["message"]?.first?.value == "hub queue full: *")
    #expect(byField["message"]?.first?.share == 1)
    #expect(byField["message"]?.first?.normalShare == 0)
    #expect(byField["path"]?.first?.value == "/ws/connect")
    #expect(byField["client_ip"]?.map(\.value) == ["203.0.113.7"])
    #expect(byField["client_ip"]?.first?.share == 0.5)
    #expect(byField["user_agent"] == nil)
    #expect(byField["instance"] == nil)
  }

  @Test func whatWasWrongBeforeTheWindowAlreadyIsNotNormal() throws {
    let fixture = ordinary()
    for index in 0..<300 {
      fixture.append(access(575 + index / 10, "/ws/connect", 503, address: "203.0.113.7"))
    }
    let found = try contributors(fixture, "level >= error", 600, 605)
    let path = try #require(found.first { $0.field == "path" })
    #expect(path.value == "/ws/connect")
    #expect(try #require(path.normalShare) < 0.5)
  }

  @Test func aBlockThatDominatesIsNamedAsABlock() throws {
    let fixture = ordinary()
    for index in 0..<100 {
      fixture.append(
        connection(
          600 + index / 10,
          "heartbeat_timeout",
          "c\(index)",
          address: "198.51.100.\(index)"
        )
      )
    }
    let found = try contributors(fixture, "event:heartbeat_timeout", 600, 610)
    #expect(found.first { $0.field == "client_ip" }?.value == "198.51.100.0/24")
    #expect(found.allSatisfy { $0.field != "message" })
  }

  @Test func aWideBlockIsNamedWhereNoNarrowOneHoldsMuch() throws {
    let fixture = ordinary()
    for index in 0..<200 {
      fixture.append(
        connection(
          600 + index / 20,
          "heartbeat_timeout",
          "c\(index)",
          address: index % 10 == 0 ? "10.0.3.1" : "100.64.\(index % 50).\(index)"
        )
      )
    }
    let found = try contributors(fixture, "event:heartbeat_timeout", 600, 610)
    let first = try #require(found.first)
    #expect(first.value == "100.64.0.0/16")
    #expect(first.share == 0.9)
    #expect(first.normalShare == 0)
  }

  @Test func blocksOfIPv6AreNamedByTheirPrefix() {
    var counts: [String: NetworkBlocks.Counts] = ["2001:db8:7::1": (1, 0)]
    for index in 1...9 { counts["2001:db8:0:1::\(index)"] = (2, 1) }
    let found = NetworkBlocks.counts(of: counts)
    #expect(found.mapValues(\.now) == ["2001:db8:0:1::/64": 18])
  }

  @Test func whatFailedBeforeIsNamedWhereItIsAllThatFails() throws {
    let fixture = ordinary()
    for index in 0..<40 {
      fixture.append(
        access(
          600 + index,
          "/p0",
          500,
          address: "10.0.\(index % 20).1",
          message: "redis timeout \(index)"
        )
      )
    }
    let found = try contributors(fixture, "level >= error", 600, 640)
    #expect(found.first?.field == "path")
    #expect(found.map(\.value).contains("redis timeout *"))
    #expect(found.allSatisfy { $0.field == "path" || $0.field == "message" })
  }

  @Test func aSingleLineIsQuoted() throws {
    let fixture = ordinary()
    fixture.append(message(605, "fatal", "hub: event loop stalled for 5.2s"))
    let found = try contributors(fixture, "level >= fatal", 600, 610)
    #expect(found.map(\.field) == ["message"])
    #expect(found.first?.value.hasPrefix("hub: event loop stalled") == true)
    let young = StoreFixture()
    young.append(message(5, "fatal", "hub: event loop stalled for 5.2s"))
    #expect(try contributors(young, "level >= fatal", 0, 10).map(\.field) == ["message"])
  }

  @Test func aShareIsThatOfTheRecordsThatHaveTheField() throws {
    let fixture = ordinary()
    for index in 0..<30 {
      fixture.append(message(600 + index, "error", "hub queue full", trace: "t\(index)"))
      fixture.append(access(600 + index, "/ws/connect", 500, trace: "t\(index)"))
    }
    let found = try contributors(fixture, "level >= error", 600, 630)
    #expect(found.first { $0.field == "message" }?.share == 1)
    #expect(found.first { $0.field == "path" }?.share == 1)
  }

  @Test func chanceIsNoContributor() throws {
    let fixture = ordinary()
    for index in 0..<20 {
      fixture.append(
        access(600, "/p0", 500, address: "10.0.\(index < 3 ? 1 : index).1", message: "m")
      )
    }
    let found = try contributors(fixture, "status:500", 600, 601)
    #expect(found.allSatisfy { $0.field != "client_ip" })
  }

  /// Ten requests a second of five paths and twenty agents; from `onset` on those of two paths are slow.
  private func slowing(_ onset: Int, until end: Int) -> StoreFixture {
    let fixture = StoreFixture()
    var text = ""
    for index in 0..<10 * end {
      let isSlow = index / 10 >= onset ? index % 5 < 2 : index % 97 == 0
      text += access(
        index / 10,
        "/p\(index % 5)",
        200,
        address: "10.0.\(index % 19).1",
        latency: isSlow ? 900 : 20
      ).replacing("okhttp/4.11.0", with: "app/\(index / 5 % 20)")
    }
    fixture.append(text)
    return fixture
  }

  @Test(arguments: [(300, 310), (300, 330), (4, 12), (0, 20)])
  func slowRequestsNameThePathsThatHaveBecomeSlow(onset: Int, now: Int) throws {
    let slow = "latency > 250ms and status:* and not status:101"
    let from = Double(max(0, onset))
    let found = try contributors(slowing(onset, until: now), slow, from, Double(now))
    let paths = found.filter { $0.field == "path" }.map(\.value)
    if onset >= 10 {
      #expect(paths.sorted() == ["/p0", "/p1"])
    } else {
      #expect(!paths.isEmpty && Set(paths).isSubset(of: ["/p0", "/p1"]))
    }
    #expect(found.allSatisfy { $0.field == "path" }, "\(found)")
  }

  @Test func anAgentWhoseRequestsAloneAreSlowIsNamed() throws {
    let fixture = slowing(400, until: 300)
    for index in 0..<60 {
      fixture.append(
        access(300 + index / 10, "/p\(index % 5)", 200, latency: index % 3 == 0 ? 900 : 20)
          .replacing("okhttp/4.11.0", with: index % 3 == 0 ? "old/1" : "app/\(index % 20)")
      )
    }
    let found = try contributors(fixture, "latency > 250ms", 300, 306)
    #expect(found.contains { $0.value == "old/1" && $0.share == 1 })
  }

  @Test func aShareAboveThatOfAFewRecordsMayBeChance() throws {
    let fixture = StoreFixture()
    for index in 0..<12 { fixture.append(access(index, "/a", 500, address: "10.0.\(index).1")) }
    for index in 0..<60 {
      fixture.append(access(100 + index / 10, "/a", 500, address: "10.1.\(min(index, 53)).1"))
    }
    let found = try contributors(fixture, "status:500", 100, 106)
    #expect(found.allSatisfy { $0.value != "10.1.53.1" })
  }

  @Test func ordinaryTrafficHasNoContributors() throws {
    let named = try contributors(ordinary(), "level >= error", 540, 600)
    #expect(named.allSatisfy { $0.share >= 0.5 && $0.normalShare == $0.share })
    #expect(try contributors(ordinary(), "status:418", 540, 600).isEmpty)
    #expect(try contributors(StoreFixture(), "", 0, 10).isEmpty)
  }
}
