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

  /// `blocks` of the past are read of what stands before the newest lines, then no more.
  @Test(arguments: [0, 1])
  func whatWaitsForAPastThatDoesNotComeIsShown(blocks: Int) {
    let fixture = StoreFixture()
    let events = (0..<4).map { "2026-11-23 06:00:1\($0) ERROR a panic\n\tat main.go:\($0)\n" }
    let text = events.joined()
    _ = fixture.texts[0].append(text)
    let starts = text.utf8.indices.filter { text.utf8[$0] == 0x09 }
    let ends = starts.dropFirst() + [text.endIndex]
    for (start, end) in zip(starts, ends).suffix(blocks + 1).reversed() {
      let order: LogBlock.Order = end == text.endIndex ? .live : .history
      fixture.append(text, from: start, to: end, order)
    }
    let shown = fixture.store.snapshot().recordCount
    fixture.append(text, from: text.startIndex, to: text.startIndex, .history)
    #expect(fixture.store.snapshot().recordCount == shown + 1)
    #expect(fixture.store.progress(ofSource: 0).lines == 2 * blocks + 1)
  }
}

extension StoreFixture {
  /// Appends a part of a text that stands in the first source whole.
  fileprivate func append(
    _ text: String,
    from start: String.Index,
    to end: String.Index,
    _ order: LogBlock.Order
  ) {
    store.append(
      LogBlock(
        source: 0,
        storage: texts[0],
        offset: Int64(text.utf8.distance(from: text.startIndex, to: start)),
        bytes: Array(text.utf8[start..<end]),
        order: order,
        writtenBy: Timestamp(seconds: 1_800_000_000)
      ),
      receivedAt: Timestamp(seconds: 1_800_000_000)
    )
  }
}
