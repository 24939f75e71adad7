import Charts
import Testing

@Suite struct BarTests {
  @Test(arguments: [
    (0.0, ""), (0.001, "▏"), (0.37, "███▊"), (1, "██████████"), (7, "██████████"), (-1, ""),
    (.nan, ""),
  ])
  func isFilledInEighths(fraction: Double, drawn: String) {
    #expect(drawing(of: Bar(fraction: fraction), width: 10, height: 1) == [drawn])
  }
}
