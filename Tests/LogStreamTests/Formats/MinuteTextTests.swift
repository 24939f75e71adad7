import Testing

@testable import LogStream

/// A time that begins like the one before it is read from its seconds on.
struct MinuteTextTests {
  @Test(arguments: [
    ["2026-11-23T06:37:57Z", "2026-11-23T06:37:58Z", "2026-11-23T06:37:58.25Z"],
    ["2026-11-23 06:37:57", "2026-11-23 06:37:57,123", "2026-11-23 06:37:57.123 +0800"],
    ["2026-11-23T06:37:57+08:00", "2026-11-23T06:37:57-08:00", "2026-11-23T06:37:57Z"],
    ["2026/11/23 - 06:37:57", "2026/11/23 - 06:37:59", "2026/11/23 - 06:38:59"],
    ["23/Nov/2026:06:37:57 +0000", "23/Nov/2026:06:37:59 +0100", "23/Nov/2026:06:37:5x +0100"],
    ["2026-11-23T06:37:57Z", "2026-11-23T06:37:61Z", "2026-11-23T06:37:5", "2026-11-23T06:37:"],
    ["2026-11-23T06:37:57Z", "2026-11-24T06:37:57Z", "2027-11-23T06:37:57Z"],
  ])
  func theTimeIsThatOfAFreshReader(_ texts: [String]) {
    var experienced = TimeText(zone: .fixed(seconds: 3_600))
    for text in texts + texts {
      var fresh = TimeText(zone: .fixed(seconds: 3_600))
      let bytes = Array(text.utf8)
      experienced.beginLine(receivedAt: 0)
      let found = experienced.scan(bytes.span, at: 0, to: bytes.count)
      let expected = fresh.scan(bytes.span, at: 0, to: bytes.count)
      #expect(found?.milliseconds == expected?.milliseconds, Comment(rawValue: text))
      #expect(found?.end == expected?.end, Comment(rawValue: text))
    }
  }
}
