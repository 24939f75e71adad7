import LogModel
import Synchronization
import Testing

@testable import LogStream

/// Records of a log that is followed get lines after they were told.
@Suite struct GrowingRecordTests {
  private static let head = "2026-11-23 06:38:51 ERROR failed\n"
  private static let trace = "\tat im.Hub.send\n"

  /// What is told of texts that come one by one.
  private func told(
    _ filter: String,
    context: Int = 0,
    isTakenAway: Bool = false,
    _ texts: [String]
  ) throws -> (
    lines: [String], matches: Int
  ) {
    let told = Mutex<[String]>([])
    var options = LogSearchOptions(goal: .hits(context: context), now: beginning)
    options.follows = true
    let sink = SearchSink(
      filter: try FilterParser.parse(filter),
      options: options,
      byteLimit: 8 << 20,
      onHit: { hit in
        let mark = hit.isGrown ? "+" : hit.isContext ? "-" : ":"
        told.withLock { $0.append(mark + String(decoding: hit.text, as: UTF8.self)) }
        return true
      }
    )
    sink.open(source: 0, name: "a", location: 0)
    let storage = MemoryText()
    for text in texts {
      let offset = storage.append(text)
      let bytes = Array(text.utf8)
      let block = LogBlock(source: 0, storage: storage, offset: offset, bytes: bytes)
      let scanned = sink.scan(block)
      if isTakenAway { storage.truncate() }
      sink.append(scanned)
      for _ in 0..<2 { _ = sink.settle(isOver: false) }
    }
    sink.finish()
    return (told.withLock(\.self), sink.outcome.matches)
  }

  @Test func newLinesOfARecordThatWasToldFollow() throws {
    let texts = [Self.head, Self.trace, "\n", Self.trace + "Caused by: x\n", Self.head]
    let (lines, matches) = try told("level:error", texts)
    let head = ":" + Self.head.dropLast()
    #expect(
      lines == [head, "+\tat im.Hub.send", "+\tat im.Hub.send\nCaused by: x", head] && matches == 2
    )
  }

  @Test func aRecordThatPassesOnlyNowIsToldWhole() throws {
    let (lines, matches) = try told("hub", [Self.head, Self.trace, Self.trace])
    #expect(lines == [":" + Self.head + Self.trace.dropLast(), "+" + Self.trace.dropLast()])
    #expect(matches == 1)
  }

  @Test func linesOfARecordThatDoesNotPassAreNotTold() throws {
    let (lines, matches) = try told("level:warn", [Self.head, Self.trace])
    #expect(lines.isEmpty && matches == 0)
  }

  @Test func nothingMoreIsToldOfAMatchThatPassesNoLonger() throws {
    let texts = [Self.head, Self.trace, "\tat im.Pump.run\n", "\tat im.Main.main\n", Self.head]
    let (lines, matches) = try told("NOT pump", texts)
    let head = ":" + Self.head.dropLast()
    #expect(lines == [head, "+" + Self.trace.dropLast(), head] && matches == 2)
  }

  @Test func aMatchThatPassesAgainIsToldWithTheLinesBetween() throws {
    let texts = [Self.head, "\tat im.Pump.run\n", Self.trace]
    let (lines, matches) = try told("NOT pump OR hub", texts)
    let rest = "+\tat im.Pump.run\n" + Self.trace.dropLast()
    #expect(lines == [":" + Self.head.dropLast(), rest] && matches == 1)
  }

  @Test func aNeighbourThatPassesNowCountsOnce() throws {
    let next = "2026-11-23 06:38:52 WARN slow\n"
    let texts = [Self.head, next, Self.trace, Self.trace]
    let (lines, matches) = try told("level:error OR hub", context: 1, texts)
    let trace = "+" + Self.trace.dropLast()
    #expect(lines == [":" + Self.head.dropLast(), "-" + next.dropLast(), trace, trace])
    #expect(matches == 2)
  }

  @Test func linesOfANeighbourFollowToo() throws {
    let next = "2026-11-23 06:38:52 INFO fine\n"
    let (lines, _) = try told("level:error", context: 1, [Self.head, next, Self.trace])
    #expect(
      lines == [":" + Self.head.dropLast(), "-" + next.dropLast(), "+" + Self.trace.dropLast()]
    )
  }

  @Test func whatIsTakenAwayMeanwhileIsToldAllTheSame() throws {
    let (lines, _) = try told("failed", isTakenAway: true, [Self.head + Self.trace])
    #expect(lines == [":" + Self.head + Self.trace.dropLast()])
  }

  @Test func aSecretThatBeganBeforeStaysHidden() throws {
    let key = "\t-----BEGIN PRIVATE KEY-----\n"
    let (lines, _) = try told("level:error", [Self.head, key, "\tMIIEvQIBADANBgkqhkiG\n"])
    #expect(!lines.joined().contains("MIIEvQ"))
  }
}
