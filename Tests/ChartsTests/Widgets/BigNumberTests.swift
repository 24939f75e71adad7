import Charts
import Testing

@Suite struct BigNumberTests {
  @Test func digitsAreThreeRowsHighAndTheUnitStandsBehind() {
    #expect(
      drawing(of: BigNumber("3.1k/s"), width: 14, height: 3)
        == [
          "▀▀█   ▀█", " ▀█    █", "▀▀▀ ▀ ▀▀▀ k/s",
        ]
    )
  }

  @Test(arguments: [(5, 3), (20, 2), (3, 1)])
  func whereThereIsNoRoomItIsOrdinaryText(width: Int, height: Int) {
    let rows = drawing(of: BigNumber("123"), width: width, height: height)
    #expect(rows.contains { $0.contains("123") })
  }

  @Test func withoutBlocksItIsOrdinaryText() {
    let rows = drawing(of: BigNumber("2.31 %"), width: 30, height: 3, glyphs: .ascii)
    #expect(rows.contains { $0.contains("2.31 %") })
  }
}
