import Charts
import Testing

@Suite struct MiddleCutTests {
  @Test(arguments: [
    ("/api/v1/rooms/room-36/history", 20, "/api/v1/ro…6/history"), ("/healthz", 20, "/healthz"),
    ("/healthz", 3, "/…z"), ("/healthz", 1, "…"), ("/healthz", 0, ""), ("日本語の道", 6, "日…道"),
  ])
  func keepsBeginAndEnd(text: String, columns: Int, cut: String) {
    #expect(MiddleCut.text(text, columns: columns) == cut)
    #expect(TextWidth.columns(of: MiddleCut.text(text, columns: columns)) <= max(columns, 0))
  }

  @Test func aColumnMayCutTheMiddleOfItsFirstRun() {
    let table = Table(
      columns: [TableColumn(title: "path", width: .flexible(min: 8), priority: 1, cut: .middle)],
      rows: [TableRow(cells: [[Run("/api/v1/rooms/room-36/history"), Run(" ws")]])],
      selection: nil
    )
    #expect(drawing(of: table, width: 20, height: 2) == [" path", " /api/v1/…history ws"])
  }
}
