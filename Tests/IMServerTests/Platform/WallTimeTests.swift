import Testing

@testable import IMServer

@Suite struct WallTimeTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"),
    (1_795_415_877_209, "2026-11-23T06:37:57.209Z"),
    (951_782_400_001, "2000-02-29T00:00:00.001Z"),
    (-1, "1969-12-31T23:59:59.999Z"),
  ])
  func printsAsRFC3339(milliseconds: Int64, text: String) {
    #expect(WallTime(milliseconds: milliseconds).rfc3339 == text)
  }

  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777_000, "Sun, 06 Nov 1994 08:49:37 GMT"),
    (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
  ])
  func printsAsTheDateOfHTTP(milliseconds: Int64, text: String) {
    #expect(WallTime(milliseconds: milliseconds).httpDate == text)
  }
}
