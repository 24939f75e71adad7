import LogModel
import MetricsModel
import Testing

@testable import LogStream

@Suite struct VocabularyTests {
  @Test func everyFieldHasAPlaceInTheList() {
    #expect(Set(Vocabulary.names) == Set(FilterField.allCases.map(\.rawValue)))
  }

  @Test func aliasesLeadToOneField() {
    #expect(Vocabulary.field(named: "UA") == .userAgent)
    #expect(Vocabulary.field(named: "remote_addr") == .clientIP)
    #expect(Vocabulary.field(named: "close_reason") == .reason)
    #expect(Vocabulary.field(named: "room") == nil)
    let all = FilterField.allCases.flatMap { [$0.rawValue] + $0.aliases }
    #expect(Set(all).count == all.count)
  }
}

@Suite struct OperandTextTests {
  private let now = Timestamp(milliseconds: 1_795_415_877_000)  // 2026-11-23T06:37:57Z

  @Test(arguments: [
    ("now", 0), ("-5m", -300), ("now-15m", -900), ("now-2w", -1_209_600), ("+1h", 3_600),
    ("06:10", -1_677), ("06:37:57", 0), ("06:38", -86_397), ("2026-11-23", -23_877),
    ("2026-11-23T06:37", -57), ("2026-11-23T06:37:57Z", 0), ("1795415877", 0),
  ])
  func times(_ text: String, _ seconds: Double) {
    #expect(OperandText.time(text, now: now)?.seconds(since: now) == seconds)
  }

  @Test func timesOfDayAreOfTheZone() {
    let zone = LogTimeZone.fixed(seconds: 8 * 3_600)
    #expect(OperandText.time("14:10", now: now, zone: zone)?.seconds(since: now) == -1_677)
  }

  @Test(arguments: ["", "soon", "-", "25:00", "06:60", "5m", "-5", "2026-11-23T06:37:57Zx"])
  func otherTextsAreNoTimes(_ text: String) {
    #expect(OperandText.time(text, now: now) == nil)
  }

  @Test func durationsNumbersAndLevels() {
    #expect(OperandText.seconds("250ms") == 0.25)
    #expect(OperandText.seconds("1.5") == 1.5)
    #expect(OperandText.seconds("1x") == nil)
    #expect(OperandText.number("5e2") == 500)
    #expect(OperandText.number("") == nil)
    #expect(OperandText.level("Warning") == .warn)
    #expect(OperandText.level("w") == nil)
  }

  @Test func networksAndAddresses() {
    #expect(NetworkText.parse("10.0.0.0/8")?.prefix == 8)
    #expect(NetworkText.address("::ffff:10.0.0.1") == [10, 0, 0, 1])
    #expect(NetworkText.address("fe80::1%eth0")?.count == 16)
    #expect(NetworkText.address("10.0.0") == nil)
  }
}
