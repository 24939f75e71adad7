import LogModel
import Testing

@testable import LogStream

@Suite struct FilterErrorTests {
  @Test(arguments: [
    (
      #"path:"/ws"#, #"the quote is not closed; add " at the end, or write \" for a quote itself"#,
      5..<6
    ),
    ("(a or b", "the parenthesis is not closed; add )", 0..<1),
    ("a)", ") closes nothing; remove it, or put it in quotes", 1..<2),
    ("a ()", "nothing stands between the parentheses; write a condition there", 2..<4),
    ("and a", "and needs a condition before it; put it in quotes to search for the word", 0..<3),
    ("a OR ", "OR needs a condition after it; put it in quotes to search for the word", 2..<4),
    ("a not", "not needs a condition after it; put it in quotes to search for the word", 2..<5),
    ("status:", "status: needs a value; write status:* for any", 0..<7),
    ("code >", "code> needs a value; write code:* for any", 0..<6),
    ("< 5", "< needs a field before it, as in status < 500", 0..<1),
    ("{a:b}", "{ stands only behind a field's colon; put it in quotes to search for it", 0..<1),
    ("a > > b", "a> needs a value; write a:* for any", 4..<4),
    ("a == 5", "there is no operator ==; write = for exact equality, or : for resemblance", 2..<4),
    ("a =~ b", "there is no operator =~; write field:/regex/", 2..<4),
    ("a => 5", "there is no operator =>; write >=", 2..<4),
    ("n:[1 5]", "a range is written n:[a TO b], or with { } to leave the bounds out", 2..<5),
    (
      "ip:10.0.0.0/40", "10.0.0.0/40 is no network; write it as 10.0.0.0/8 or 2001:db8::/32", 3..<14
    ),
    ("/a(/", "the regular expression is wrong: missing closing parenthesis", 0..<4),
    ("pa*:x", "pa* has a wildcard; only values can have one, name the field in full", 0..<3),
    ("l?vel:x", "l?vel has a wildcard; only values can have one, name the field in full", 0..<5),
    ("level:wran", "level is never wran; write warn", 6..<10),
    (
      "level:(error or x*)", "level is never x*; write trace, debug, info, warn, error, fatal",
      16..<18
    ),
    ("level != wran", "level is never wran; write warn", 9..<13),
    ("event:opne", "event is never opne; write open", 6..<10),
    (
      "status:5x*", "status is never 5x*; write a number, as in status:500 or status:5*", 7..<10
    ),
    (
      "code:(200 or EOF)",
      "status is never EOF; write a number, as in status:500 or status:5*, or the name in quotes for "
        + #"the log's own field: "code":EOF"#,
      13..<16
    ),
    (
      "latency:1*",
      "latency is never 1*; write a duration, as in latency:15ms or latency > 250ms", 8..<10
    ),
    (
      "time:25:00",
      "time is never 25:00; write a time, as in time:06:10, time:[06:10 TO 06:20] or time > -5m",
      5..<10
    ),
    (
      "roam~0.8",
      #"~0.8 would search for what is alike or near, which is not done here; use * and ? or a "#
        + #"/regex/, or write \~0.8 for the sign itself"#,
      4..<8
    ),
    (
      #"msg:"a b"~3"#,
      #"~3 would search for what is alike or near, which is not done here; use * and ? or a "#
        + #"/regex/, or write \~3 for the sign itself"#,
      9..<11
    ),
    ("level >= wran", "level cannot be compared with wran; write warn", 9..<13),
    (
      "status > abc", "status cannot be compared with abc; write a number, as in status >= 500",
      9..<12
    ),
    (
      "took > soon",
      "latency cannot be compared with soon; write a duration, as in latency > 250ms", 7..<11
    ),
    (
      "time > soon",
      "time cannot be compared with soon; write a time, as in time > -5m, 06:10 or 2026-11-23T06:10:00Z",
      7..<11
    ),
  ])
  func mistakesAreExplained(_ text: String, _ message: String, _ range: Range<Int>) {
    #expect(throws: FilterError(message: message, range: range)) { try FilterParser.parse(text) }
  }

  @Test func limitsAreTold() {
    func message(_ text: String) -> String? {
      do throws(FilterError) {
        _ = try FilterParser.parse(text)
        return nil
      } catch { return error.message }
    }
    let deep = String(repeating: "(", count: 65) + "a" + String(repeating: ")", count: 65)
    #expect(message(deep) == "the filter nests deeper than 64 levels; leave out parentheses")
    let many = Array(repeating: "a", count: 1_001).joined(separator: " ")
    #expect(message(many) == "the filter has more than 1000 conditions; use wildcards or a /regex/")
    let long = String(repeating: "a", count: 16_385)
    #expect(message(long) == "the filter is longer than 16384 bytes; shorten it")
  }
}
