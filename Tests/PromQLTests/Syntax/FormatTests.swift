import Testing

@testable import PromQL

@Suite struct FormatTests {
  @Test(arguments: [
    (0, "0s"), (1, "1ms"), (90_000, "1m30s"), (-5_400_000, "-1h30m"), (604_800_000, "1w"),
    (691_200_000, "8d"), (31_536_000_000, "1y"), (1_001, "1s1ms"),
  ])
  func durationsAreWrittenAsPrometheusDoes(milliseconds: Int64, text: String) {
    #expect(DurationSyntax.text(milliseconds: milliseconds) == text)
    if milliseconds > 0 { #expect(DurationSyntax.milliseconds(text) == milliseconds) }
  }

  @Test(arguments: ["", "5", "m", "5m1h", "5m5m", "1.5m", "99999999999999999999y", "-5m"])
  func otherTextIsNoDuration(text: String) {
    #expect(DurationSyntax.milliseconds(text) == nil)
  }

  @Test(arguments: [
    (0.1, "0.1"), (1e21, "1000000000000000000000"), (1e-7, "0.0000001"), (-2.5e-5, "-0.000025"),
    (1e300, "1e+300"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (-0.0, "-0"),
    (123_456_789, "123456789"),
  ])
  func numbersAreWrittenShortest(value: Double, text: String) {
    #expect(NumberFormat.shortest(value) == text)
  }
}
