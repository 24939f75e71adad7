import LogModel
import MetricsModel
import Testing

@testable import LogStream

@Suite struct FirstLinesTests {
  @Test func theFirstUpgradeIsReadAsTheLaterOnesAre() {
    let fixture = StoreFixture()
    var text = ""
    for index in 0..<3 {
      text += access(index, "/ws/connect", 101)
      text += connection(index, "open", "c\(index)")
    }
    fixture.append(text)
    let opened = fixture.store.series(logNow: nil).series(
      matching: [Matcher(Labels.metricName, equals: "log_connections_opened_total")],
      in: TimeRange(from: time(0), through: time(10))
    )
    #expect(opened.first?.values.last == 3)
  }

  @Test func whatStandsBeforeTheFirstTimeIsAsOldAsThat() throws {
    let fixture = StoreFixture()
    fixture.append("gateway 1.0 starting\n" + access(5, "/a", 200))
    let oldest = try #require(fixture.store.snapshot().oldest)
    #expect(oldest == time(5))
  }

  @Test(arguments: [true, false])
  func whatComesAfterSkippedLinesContinuesNothing(followsLast: Bool) {
    let fixture = StoreFixture()
    fixture.append("2026-11-23 06:00:10 ERROR a panic\n")
    fixture.append("\tat main.go:7\n", followsLast: followsLast)
    #expect(fixture.store.snapshot().recordCount == (followsLast ? 1 : 2))
  }
}
