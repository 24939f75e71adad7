import LogModel
import MetricsModel
import Testing

@testable import IMTop

@Suite struct FilterMatchersTests {
  func text(_ filter: Filter) -> [String]? {
    FilterMatchers(filter)?.conditions.map { "\($0.labels[0])\($0.comparison.rawValue)\($0.value)" }
  }

  func word(_ text: String) -> Filter.Condition {
    .resembles(Filter.TextPattern(parts: [text]))
  }

  @Test func aPathBecomesAMatcher() {
    #expect(text(.field("path", .equals("/ws/connect"))) == ["path=~/ws/connect"])
  }

  @Test func aConjunctionBecomesSeveral() {
    #expect(
      text(.and(.field("path", .equals("/a.b")), .field("method", .equals("GET")))) == [
        "path=~/a\\.b", "method=~GET",
      ]
    )
  }

  @Test func anAlternativeOfOneFieldBecomesOne() {
    let either = Filter.or(.field("path", .equals("/a")), .field("path", .equals("/b")))
    #expect(text(either) == ["path=~/a|/b"])
    #expect(text(.not(either)) == ["path!~/a|/b"])
  }

  @Test func wildcardsAreKept() {
    #expect(
      text(.field("path", .resembles(Filter.TextPattern(parts: ["/api/", ""])))) == [
        "path=~(?i:/api/.*)"
      ]
    )
  }

  @Test func aRangeOfStatusesBecomesAlternatives() throws {
    let conditions = try #require(
      FilterMatchers(.field("status", .compares(.greaterOrEqual, .init("598"))))
    )
    #expect(conditions.conditions[0].value == "598|599")
    let range = Filter.field(
      "status",
      .range(.init("500"), includesLower: true, .init("502"), includesUpper: true)
    )
    #expect(text(range) == ["status=~500|501|502"])
  }

  @Test func whatLabelsCannotSayIsLeftToTheLog() {
    #expect(FilterMatchers(.field("client_ip", .equals("10.0.0.1"))) == nil)
    #expect(FilterMatchers(.text(.init(parts: ["timeout"]))) == nil)
    #expect(
      FilterMatchers(.or(.field("path", .equals("/a")), .field("method", .equals("GET")))) == nil
    )
    #expect(
      FilterMatchers(.not(.and(.field("path", .equals("/a")), .field("method", .equals("GET")))))
        == nil
    )
  }
}
