import Testing

@testable import Terminal

@Suite struct ColorDepthTests {
  @Test(arguments: [
    (0, ColorDepth.mono), (8, .eight), (16, .sixteen), (88, .sixteen), (256, .indexed),
  ])
  func theTerminalDecides(count: Int, depth: ColorDepth) {
    #expect(ColorDepth(count: count, choice: .automatic, noColor: nil) == depth)
  }

  @Test func theEnvironmentTurnsColoursOff() {
    #expect(ColorDepth(count: 256, choice: .automatic, noColor: "1") == .mono)
    #expect(ColorDepth(count: 256, choice: .automatic, noColor: "") == .indexed)
  }

  @Test func aChoiceIsKeptAsFarAsTheTerminalGoes() {
    #expect(ColorDepth(count: 256, choice: .mono, noColor: nil) == .mono)
    #expect(ColorDepth(count: 256, choice: .ansi, noColor: "1") == .sixteen)
    #expect(ColorDepth(count: 8, choice: .indexed, noColor: nil) == .eight)
  }
}
