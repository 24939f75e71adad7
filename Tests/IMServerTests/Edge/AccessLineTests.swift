import Testing

@testable import IMServer

@Suite struct AccessLineTests {
  private var line: AccessLine {
    AccessLine(
      time: WallTime(milliseconds: 1_795_415_876_330),
      address: "127.10.0.7",
      request: "GET /healthz HTTP/1.1",
      status: 200,
      bodyBytes: 3,
      referrer: nil,
      userAgent: "probe/1",
      milliseconds: 4,
      upstream: "127.0.0.1:8081"
    )
  }

  @Test func lineIsCombinedWithTimeAndUpstream() {
    #expect(
      line.text == "127.10.0.7 - - [23/Nov/2026:06:37:56 +0000] \"GET /healthz HTTP/1.1\" 200 3"
        + " \"-\" \"probe/1\" rt=0.004 upstream=127.0.0.1:8081\n"
    )
  }

  @Test func whatIsNotThereIsADash() {
    var line = line
    line.userAgent = nil
    line.upstream = nil
    line.milliseconds = 61_070
    #expect(line.text.hasSuffix("\"-\" \"-\" rt=61.070 upstream=-\n"))
  }

  @Test func whatIsNoPrintableASCIIIsEscaped() {
    var line = line
    line.userAgent = "a\"b\\c\u{7}红"
    #expect(line.text.contains(#""a\x22b\x5Cc\x07\xE7\xBA\xA2""#))
  }
}
