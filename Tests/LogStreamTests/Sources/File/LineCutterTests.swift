import Testing

@testable import LogStream

@Suite struct LineCutterTests {
  @Test func wholeLinesAreCutAfterTheLastNewline() {
    var cutter = LineCutter(limit: 10)
    #expect(cutter.cut(Array("a\nb\nc".utf8)) == .lines(4))
  }

  @Test func lineWithoutNewlineIsPartialUpToTheLimit() {
    var cutter = LineCutter(limit: 3)
    #expect(cutter.cut(Array("abc".utf8)) == .partial)
    #expect(cutter.cut([]) == .partial)
  }

  @Test func restOfATooLongLineIsSkippedThroughItsNewline() {
    var cutter = LineCutter(limit: 3)
    #expect(cutter.cut(Array("abcd".utf8)) == .tooLong(kept: 3))
    #expect(cutter.cut(Array("efgh".utf8)) == .rest(4))
    #expect(cutter.cut(Array("i\nj\n".utf8)) == .rest(2))
    #expect(cutter.cut(Array("j\n".utf8)) == .lines(2))
  }
}
