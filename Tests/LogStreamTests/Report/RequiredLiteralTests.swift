import Testing

@testable import LogStream

@Suite struct RequiredLiteralTests {
  @Test(arguments: [
    ("pool (timeout|exhausted)", "pool "), ("stalled for [0-9.]+s", "stalled for "),
    (#"^\/api\/v1\/users\/\d+$"#, "/api/v1/users/"), ("colou?rs", "colo"), ("abc{2,3}def", "def"),
    ("[]x]needle", "needle"), ("(a[)]b)needle", "needle"),
  ])
  func whatEveryMatchHolds(source: String, literal: String) {
    #expect(RequiredLiteral.of(source) == literal)
  }

  @Test(arguments: [
    "timeout|exhausted", "(?x)a b c", "ab", "[a-z]+", #"\x41bcdef"#, "abc{x|d", "缓存x",
  ])
  func whatIsNotObvious(source: String) {
    #expect(RequiredLiteral.of(source) == nil)
  }
}
