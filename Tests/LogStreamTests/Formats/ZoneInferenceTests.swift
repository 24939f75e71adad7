import LogModel
import Testing

@testable import LogStream

/// Times without a zone inside of wrappers whose times have one.
@Suite struct ZoneInferenceTests {
  /// 2026-11-23T06:35:00.250Z.
  private static let begin: Int64 = 1_795_415_700_250

  /// A line that was taken at a second of that minute, in the forms of those who wrap lines.
  private static let wrappers: [@Sendable (Int, String) -> String] = [
    { #"{"log":"\#($1)\n","stream":"stdout","time":"2026-11-23T06:35:\#(two($0)).250Z"}"# },
    { "2026-11-23T06:35:\(two($0)).250000001Z stdout F \($1)" },
    { "2026-11-23T06:35:\(two($0)).250000001Z \($1)" },
    {
      #"{"__REALTIME_TIMESTAMP":"\#((begin + Int64($0) * 1_000) * 1_000)","MESSAGE":"\#($1)"}"#
    },
  ]

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private func times(_ lines: [String], _ parser: inout LineParser) -> [Int64?] {
    lines.map { parser.read($0).parsed.time.map { $0 - Self.begin } }
  }

  private static let zones = [("14:35", "+08:00"), ("12:05", "+05:30"), ("01:35", "-05:00")]

  @Test(arguments: wrappers.indices, zones)
  func severalLinesTellTheZone(_ wrapper: Int, _ zone: (clock: String, name: String)) {
    var parser = LineParser()
    let lines = (0..<6).map { second in
      Self.wrappers[wrapper](second, "2026-11-23 \(zone.clock):\(Self.two(second)) INFO sent")
    }
    // Those that come first have the wrapper's time.
    #expect(times(lines, &parser) == [0, 1_000, 2_000, 2_750, 3_750, 4_750])
    #expect(parser.inferred.hasSuffix("times without zone read as \(zone.name)"))
  }

  @Test func theFirstLineIsReadAsTheLaterOnesAre() {
    let lines = (0..<6).map { Self.wrappers[0]($0, "2026-11-23 14:35:0\($0) INFO sent") }
    var parser = LineParser()
    let bytes = Array(lines.joined(separator: "\n").utf8)
    parser.learnHabits(from: bytes.span, receivedAt: LineParser.reception)
    #expect(times(lines, &parser).first == -250)
  }

  @Test func twoLinesTellNoZoneThoughTheyAreLookedAtAhead() {
    let lines = (0..<3).map { Self.wrappers[0]($0, "2026-11-23 14:35:0\($0) INFO sent") }
    for count in 1...3 {
      var parser = LineParser()
      let bytes = Array(lines.prefix(count).joined(separator: "\n").utf8)
      parser.learnHabits(from: bytes.span, receivedAt: LineParser.reception)
      _ = times(Array(lines.prefix(count)), &parser)
      #expect(parser.inferred.contains("+08:00") == (count == 3))
    }
  }

  @Test(arguments: ["06:20", "06:05", "15:05", "07:20"])
  func noZoneIsToldThatIsNowhereInUse(_ clock: String) {
    var parser = LineParser()
    let lines = (0..<6).map { Self.wrappers[1]($0, "2026-11-23 \(clock):0\($0) INFO sent") }
    let gap = times(lines, &parser).map { ($0 ?? 0) / 60_000 }
    #expect(!gap.contains(0) && parser.inferred.hasSuffix("read as UTC"))
  }

  @Test(arguments: wrappers.indices, [("06:35", "UTC"), ("14:35", "+08:00"), ("20:35", "-10:00")])
  func aTimeOfDayIsOfTheWrappersDay(_ wrapper: Int, _ zone: (clock: String, name: String)) {
    var parser = LineParser()
    let read = (0..<6).map { second in
      let line = Self.wrappers[wrapper](
        second,
        "\(zone.clock):0\(second).250 [main] INFO com.x.Y - hi"
      )
      return parser.read(line, receivedAt: LineParser.reception + 40 * 86_400_000).parsed.time
    }
    #expect(read.map { ($0 ?? 0) - Self.begin } == (0..<6).map { Int64($0) * 1_000 })
    // Behind a time alone the line is one of that time.
    if wrapper != 2 { #expect(parser.inferred.hasSuffix("read as \(zone.name)")) }
  }

  @Test(arguments: [0, 1, 3], ["Nov 23 06:35:01", "11-23 06:35:01.000"])
  func aTimeWithoutAYearIsOfTheWrappersYear(_ wrapper: Int, _ time: String) {
    var parser = LineParser()
    let line = Self.wrappers[wrapper](1, time + " h app[1]: INFO hi")
    let read = parser.read(line, receivedAt: LineParser.reception + 800 * 86_400_000)
    #expect(read.parsed.time == Self.begin + 750)
  }

  @Test func theNewYearMayComeBeforeTheWrappers() {
    var parser = LineParser()
    let start = "2026-12-31T16:00:00.250000001Z stdout F "
    let lines = (0..<4).map { _ in parser.read(start + "Jan  1 00:00:00 h app[1]: hi").parsed.time }
    #expect(lines.allSatisfy { $0.map { ($0 - 1_798_761_600_000).magnitude < 86_400_000 } == true })
  }

  @Test func whatIsNoDifferenceOfZonesTellsNone() {
    var parser = LineParser()
    let late = (0..<6).map { Self.wrappers[1]($0, "2026-11-23 06:29:0\($0) INFO sent") }
    #expect(times(late, &parser).first == -360_250)
    let zoned = (0..<6).map { Self.wrappers[1]($0, "2026-11-23T14:35:0\($0)Z INFO sent") }
    #expect(times(zoned, &parser).first == 28_799_750)
    let far = (0..<6).map { Self.wrappers[1]($0, "2026-11-22 06:35:0\($0) INFO sent") }
    #expect(times(far, &parser).first == -86_400_250)
    #expect(!parser.inferred.contains("-") && parser.inferred.hasSuffix("read as UTC"))
  }

  @Test func aZoneThatIsConfiguredStays() {
    var parser = LineParser(
      hints: FormatHints(timeZone: .fixed(seconds: 3_600), infersTimeZone: false)
    )
    let lines = (0..<6).map { Self.wrappers[1]($0, "2026-11-23 14:35:0\($0) INFO sent") }
    #expect(times(lines, &parser).last == 25_204_750)
    #expect(parser.inferred.hasSuffix("read as +01:00"))
  }

  @Test func writersInDifferentZonesAllHaveTheirTimes() {
    var parser = LineParser()
    let lines = (0..<8).map { second in
      let hour = second % 2 == 0 ? "14" : "06"
      return Self.wrappers[2](second, "2026-11-23 \(hour):35:0\(second) INFO sent")
    }
    for (second, time) in times(lines, &parser).enumerated() {
      #expect(abs((time ?? 0) - Int64(second) * 1_000) <= 250)
    }
  }
}
