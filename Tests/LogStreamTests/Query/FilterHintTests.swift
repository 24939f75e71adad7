import LogModel
import Testing

@testable import LogStream

/// Filters of other languages that mean something else here.
@Suite struct FilterHintTests {
  @Test(arguments: [
    ("status in (500,404)", "in is a word to search for; write status:(500 or 404)"),
    ("code IN [500, 404] path:/ws", "in is a word to search for; write status:(500 or 404)"),
    ("level in ('error','fatal')", "in is a word to search for; write level:(error or fatal)"),
    ("path like '/ws%'", "like is a word to search for; write path:/ws*"),
    ("message contains timeout", "contains is a word to search for; write message:*timeout*"),
    ("status between 500 599", "between is a word to search for; write status:[500 TO 599]"),
    (
      "status >= 500 | path:/ws",
      "| is a word to search for; write or between two conditions"
    ),
    ("path=/ws*", "= is exact; write path:/ws* where * stands for anything"),
    ("url != /ws*", "= is exact; write path:/ws* where * stands for anything"),
    ("path:/ws|/api", "| is a part of the value; write path:(/ws or /api)"),
  ])
  func whatIsToBeWrittenIsSaid(_ text: String, _ hint: String) throws {
    #expect(try FilterParser.parse(text).hints == [hint])
    // What is proposed is a filter.
    let written = try #require(hint.firstRange(of: "write "))
    let words = hint[written.upperBound...].split(separator: " where ")
    guard let proposal = words.first, !proposal.hasPrefix("or ") else { return }
    #expect(try FilterParser.parse(String(proposal)).hints.isEmpty)
  }

  @Test(arguments: [
    "", "\"|\"", "path:/ws*", "path=/ws", "path:\"a|b\"", "path:/a|b/", "timeout in pool",
    "status:(500 or 404)", "path = *", "connection reset in pool",
  ])
  func whatIsOfThisLanguageHasNone(_ text: String) throws {
    #expect(try FilterParser.parse(text).hints.isEmpty, "\(text)")
  }
}
