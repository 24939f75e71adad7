import Testing

@testable import LogStream

@Suite struct InternTableTests {
  @Test func equalTextsHaveOneID() {
    var table = InternTable(bound: 100)
    let first = table.intern("/ws/connect".utf8.span)
    #expect(first == InternEntries.firstID)
    #expect(table.intern("/ws/connect".utf8.span) == first)
    #expect(table.intern("/healthz".utf8.span) == first + 1)
    #expect(table.entries.text(first) == "/ws/connect")
    #expect(table.intern("".utf8.span) == InternEntries.absent)
  }

  @Test func whatFindsNoPlaceIsOther() {
    var table = InternTable(bound: 2)
    _ = table.intern("a".utf8.span)
    let second = table.intern("b".utf8.span)
    #expect(table.intern("c".utf8.span) == InternEntries.other)
    #expect(table.intern("b".utf8.span) == second)
    let long = String(repeating: "x", count: InternEntries.longest + 1)
    #expect(table.intern(long.utf8.span) == InternEntries.other)
    #expect(table.entries.text(InternEntries.other) == "other")
  }

  @Test func manyTextsAreFoundAgain() {
    var table = InternTable(bound: 100_000)
    let ids = (0..<50_000).map { table.intern("10.0.\($0 / 250).\($0 % 250)".utf8.span) }
    #expect(Set(ids).count == 50_000)
    #expect(table.entries.text(ids[12_345]) == "10.0.49.95")
    #expect(
      (0..<50_000).allSatisfy { table.intern("10.0.\($0 / 250).\($0 % 250)".utf8.span) == ids[$0] }
    )
  }

  @Test func textsUpToTheLimitStandInOnePiece() {
    var table = InternTable(bound: 1_000)
    let texts = (0..<40).map { String(repeating: "y", count: 961 + $0) }
    let ids = texts.map { table.intern($0.utf8.span) }
    #expect(
      ids.map { table.entries.text($0) }
        == texts.map { $0.utf8.count <= InternEntries.longest ? $0 : "other" }
    )
  }
}
