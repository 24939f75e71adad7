import Testing

@testable import SeriesStore

@Suite struct FloatTextTests {
  private func read(_ text: String) -> FloatText.Reading {
    let bytes = Array(text.utf8)
    return FloatText.read(bytes.span, 0..<bytes.count)
  }

  @Test(arguments: [
    "0", "-0", "1", "+5", ".5", "5.", "1e5", "1E+05", "1.5e-3", "0.1", "123456789.123456789",
    "9007199254740993", "18446744073709551615", "18446744073709551616", "1e22", "1e23", "1e27",
    "1e28", "4.35", "0.013300656000000001", "1.7976931348623157e308", "5e-324", "1e-400",
    "2.2250738585072011e-308", "0.000000000000000000000000001234567890123456789",
    "179769313486231570000000000000000000000", "1427896482.9317188", "9007199254740992.5",
  ])
  func numbersAreRoundedAsTheStandardLibraryRounds(_ text: String) throws {
    let bare = text.hasSuffix(".") ? text + "0" : text.hasPrefix(".") ? "0" + text : text
    #expect(read(text) == .number(try #require(Double(bare))))
  }

  @Test func randomNumbersSurviveTheirShortestText() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let small = Double.random(in: -1e6...1e6, using: &random)
      #expect(read("\(small)") == .number(small))
      let any = Double(bitPattern: random.next() & ~(1 << 62))
      if any.isFinite { #expect(read("\(any)") == .number(any)) }
    }
  }

  @Test(arguments: [
    "", "+", "-", ".", "e5", "1e", "1e+", "1_2", "0x1p-3", "1 ", "true", "+NaN", "1.2.3",
  ])
  func whatGoRefusesIsRefused(_ text: String) {
    #expect(read(text) == .invalid)
  }

  @Test func infinityHasManyNames() {
    for text in ["Inf", "+Inf", "inf", "INFINITY", "+infinity"] {
      #expect(read(text) == .number(.infinity))
    }
    #expect(read("-Inf") == .number(-.infinity))
    #expect(read("1e999") == .tooBig)
    guard case .number(let value) = read("nan") else {
      Issue.record("nan is no number")
      return
    }
    #expect(value.isNaN)
  }

  @Test(arguments: [
    ("1", "1.0"), ("0", "0.0"), ("0.50", "0.5"), ("1e6", "1e+06"), ("1000000", "1e+06"),
    ("100000", "100000.0"), ("0.0001", "0.0001"), ("1e-05", "1e-05"), ("+Inf", "+Inf"),
    ("1555555.55555552", "1.55555555555552e+06"), ("-2", "-2.0"), ("bla", "bla"),
  ])
  func boundsAreNormalized(_ text: String, _ expected: String) {
    #expect(normalizedBound(text) == expected)
  }
}
