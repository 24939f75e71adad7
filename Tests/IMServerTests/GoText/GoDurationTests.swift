import Testing

@testable import IMServer

@Suite struct GoDurationTests {
  @Test(
    arguments: [
      (0, "0s"), (999, "999ns"), (1000, "1µs"), (209_683, "209.683µs"),
      (998_286_379, "998.286379ms"),
      (15_000_731_516, "15.000731516s"), (90_000_000_000, "1m30s"), (-1_500_000, "-1.5ms"),
      (7_200_000_000_000, "2h0m0s"),
    ])
  func printsAsGoDoes(nanoseconds: Int64, expected: String) {
    #expect(GoDuration.text(nanoseconds: nanoseconds) == expected)
  }
}
