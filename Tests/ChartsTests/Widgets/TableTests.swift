import Charts
import Testing

@Suite struct TableTests {
  private let columns = [
    TableColumn(title: "path", width: .flexible(min: 8), priority: 9),
    TableColumn(title: "req/s", width: .fixed(6), alignment: .right, priority: 8),
    TableColumn(title: "5xx", width: .fixed(5), alignment: .right, priority: 7),
    TableColumn(title: "▁▂▃", width: .fixed(5), priority: 1),
  ]
  private let rows = [
    ["/ws/connect", "412.0", "8.9%", "▁▁▁▇█"],
    ["/api/v1/messages", "1,310,310.2", "0.1%", "▂▂▂▂▂"],
  ].map { TableRow(cells: $0.map { [Run($0)] }) }

  private func table(firstRow: Int = 0) -> Table {
    Table(
      columns: columns,
      rows: rows,
      selection: 0,
      firstRow: firstRow,
      headerStyle: Style(.grey),
      selectionStyle: Style(.standard, on: .blue)
    )
  }

  @Test func flexibleColumnsTakeTheRoomAndNumbersAreNeverCut() {
    #expect(
      drawing(of: table(), width: 50, height: 3) == [
        " path                          req/s    5xx  ▁▂▃",
        "›/ws/connect                   412.0   8.9%  ▁▁▁▇█",
        " /api/v1/messages        1,310,310.2   0.1%  ▂▂▂▂▂",
      ]
    )
  }

  @Test func withoutRoomTheLeastImportantColumnGoesAndTextIsCut() {
    #expect(
      drawing(of: table(), width: 34, height: 3) == [
        " path                 req/s    5xx",
        "›/ws/connect          412.0   8.9%",
        " /api/v1/mess…  1,310,310.2   0.1%",
      ]
    )
    #expect(
      drawing(of: table(), width: 12, height: 3) == [" path", "›/ws/connect", " /api/v1/me…"]
    )
  }

  @Test func aNumberWithoutRoomIsNotDrawn() {
    let numbers = Table(
      columns: [columns[1]],
      rows: [TableRow(cells: [[Run("123456789")]])],
      selection: nil
    )
    #expect(drawing(of: numbers, width: 9, height: 2) == ["", ""])
    #expect(drawing(of: numbers, width: 10, height: 2) == ["     req/s", " 123456789"])
  }

  @Test func theSelectedRowKeepsItsColours() {
    let colored = Table(
      columns: [columns[0]],
      rows: [TableRow(cells: [[Run("x", Style(.red))]])],
      selection: 0,
      selectionStyle: Style(.standard, on: .blue, .bold)
    )
    let canvas = canvas(of: colored, width: 9, height: 2)
    #expect(canvas.glyph(at: Point(x: 1, y: 1)).style == Style(.red, on: .blue, .bold))
    #expect(canvas.glyph(at: Point(x: 8, y: 1)).style.background == .blue)
  }

  @Test func rowsScroll() {
    #expect(drawing(of: table(firstRow: 1), width: 12, height: 2) == [" path", " /api/v1/me…"])
    #expect(drawing(of: table(firstRow: 99), width: 12, height: 2) == [" path", ""])
    #expect(drawing(of: table(firstRow: -1), width: 12, height: 2) == [" path", "›/ws/connect"])
  }

  @Test func saysWhatStandsAtAPoint() {
    let rect = Rect(x: 10, y: 5, width: 50, height: 3)
    #expect(table().part(at: Point(x: 12, y: 5), in: rect) == .title(0))
    #expect(table().part(at: Point(x: 59, y: 5), in: rect) == .title(3))
    #expect(table().part(at: Point(x: 12, y: 7), in: rect) == .row(1))
    #expect(table(firstRow: 1).part(at: Point(x: 12, y: 6), in: rect) == .row(1))
    #expect(table(firstRow: 1).part(at: Point(x: 12, y: 7), in: rect) == nil)
    #expect(table().part(at: Point(x: 9, y: 5), in: rect) == nil)
  }
}
