import Charts
import Testing

@testable import Dashboard

@Suite("Where the regions stand")
struct LayoutTests {
  /// The regions as a drawing, one letter each.
  private func drawing(_ wish: ScreenLayout.Wish) -> [String] {
    var rows = Array(
      repeating: Array(repeating: " ", count: wish.size.width),
      count: wish.size.height
    )
    for placed in ScreenLayout(wish).regions {
      let letter =
        switch placed.name {
        case .header: "h"
        case .banners: "b"
        case .chart(let index): "\(index)"
        case .numbers: "n"
        case .vitals: "v"
        case .pages: "P"
        case .endings: "e"
        case .lifetimes: "t"
        case .connections: "c"
        case .table(let name):
          switch name {
          case .paths: "p"
          case .addresses: "a"
          case .users: "u"
          case .agents: "g"
          }
        case .histogram: "H"
        case .log: "L"
        case .list: "l"
        case .history: "y"
        case .aside: "s"
        case .footer: "f"
        }
      for y in placed.rect.y..<(placed.rect.y + placed.rect.height) {
        for x in placed.rect.x..<(placed.rect.x + placed.rect.width) { rows[y][x] = letter }
      }
    }
    return rows.map { $0.joined() }
  }

  /// A drawing at a tenth of its width, which is enough to see what stands where.
  private func sketch(_ wish: ScreenLayout.Wish) -> [String] {
    drawing(wish).map { row in
      let letters = Array(row)
      return String(stride(from: 0, to: letters.count, by: 10).map { letters[$0] })
    }
  }

  @Test func overviewAtEighty() {
    var wish = ScreenLayout.Wish(size: Size(width: 80, height: 24))
    wish.banners = 2
    wish.table = .addresses
    #expect(
      sketch(wish) == [
        "hhhhhhhh", "bbbbbbbb", "bbbbbbbb", "00000000", "11111111", "22222222", "vvvvvvvv",
        "aaaaaaaa", "aaaaaaaa", "aaaaaaaa", "aaaaaaaa", "aaaaaaaa", "aaaaaaaa", "LLLLLLLL",
        "LLLLLLLL", "LLLLLLLL", "LLLLLLLL", "LLLLLLLL", "LLLLLLLL", "LLLLLLLL", "LLLLLLLL",
        "LLLLLLLL", "LLLLLLLL", "ffffffff",
      ]
    )
  }

  @Test func overviewAtAHundredAndTwenty() {
    var wish = ScreenLayout.Wish(size: Size(width: 120, height: 36))
    wish.banners = 2
    let rows = sketch(wish)
    #expect(rows[3..<11].allSatisfy { $0 == "000011112222" })
    #expect(rows[12] == "vvvvvvvvvvvv" || rows[11] == "vvvvvvvvvvvv")
    #expect(rows.contains("ppppppaaaaaa"))
    #expect(rows.filter { $0.hasPrefix("L") }.count >= 13)
  }

  @Test func smallestOverview() {
    var wish = ScreenLayout.Wish(size: Size(width: 40, height: 10))
    wish.banners = 5
    #expect(
      sketch(wish) == [
        "hhhh", "bbbb", "bbbb", "nnnn", "nnnn", "nnnn", "LLLL", "LLLL", "LLLL", "ffff",
      ]
    )
  }

  @Test func connectionsAtEightyShowTheListThatWasLookedAt() {
    var wish = ScreenLayout.Wish(size: Size(width: 80, height: 24), view: .connections)
    #expect(
      sketch(wish)[2...] == [
        "00000000", "11111111", "22222222", "eeeetttt", "eeeetttt", "eeeetttt", "eeeetttt",
        "eeeetttt", "eeeetttt", "eeeetttt", "cccccccc", "cccccccc", "cccccccc", "cccccccc",
        "cccccccc", "cccccccc", "cccccccc", "cccccccc", "cccccccc", "cccccccc", "cccccccc",
        "ffffffff",
      ]
    )
    wish.list = .table(.users)
    #expect(sketch(wish)[14] == "uuuuuuuu")
  }

  @Test func connectionsHaveEverythingWhereThereIsRoom() {
    var wish = ScreenLayout.Wish(size: Size(width: 200, height: 60), view: .connections)
    wish.charts = 4
    let rows = Set(sketch(wish))
    #expect(rows.contains("00000111112222233333"))
    #expect(rows.contains("eeeeeettttttaaaaaaaa") || rows.contains("eeeeeetttttaaaaaaaaa"))
    #expect(rows.contains("uuuuuuuuuugggggggggg"))
    #expect(rows.contains("cccccccccccccccccccc") && rows.contains("LLLLLLLLLLLLLLLLLLLL"))
  }

  @Test func alertsKeepTheirHistoryInSight() {
    var wish = ScreenLayout.Wish(size: Size(width: 120, height: 36), view: .alerts)
    #expect(sketch(wish).contains("ssssssyyyyyy"))
    wish.size = Size(width: 80, height: 24)
    #expect(sketch(wish)[20] == "ssssssss")
    wish.list = .history
    #expect(sketch(wish)[20] == "yyyyyyyy")
  }

  @Test(arguments: [
    (80, 24, 4, ["00001111", "22223333"]), (120, 36, 4, ["000000111111", "222222333333"]),
    (120, 36, 1, ["000000000000"]), (120, 36, 5, ["000011112222", "333333444444"]),
  ])
  func panelsFillTheirView(width: Int, height: Int, charts: Int, lines: [String]) {
    var wish = ScreenLayout.Wish(size: Size(width: width, height: height), view: .panels)
    wish.charts = charts
    let rows = sketch(wish).dropFirst(2).dropLast()
    #expect(Array(rows.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }) == lines)
  }

  @Test func moreThanAPageOfPanelsIsTurnedByTheFocus() {
    var wish = ScreenLayout.Wish(size: Size(width: 80, height: 24), view: .panels)
    wish.charts = 9
    let size = ScreenLayout(wish).regions.compactMap(\.name.chart)
    #expect(sketch(wish)[2] == "PPPPPPPP")
    #expect(size.first == 0 && size.count < 9)
    wish.chart = 8
    #expect(ScreenLayout(wish).regions.compactMap(\.name.chart).last == 8)
    #expect(ScreenLayout(wish)[.chart(0)] == nil)
  }

  @Test func zoomedPanelHasTheBody() {
    var wish = ScreenLayout.Wish(size: Size(width: 60, height: 12))
    wish.zoomed = .chart(1)
    #expect(Set(sketch(wish)[2..<11]) == ["111111"])
  }

  @Test(arguments: ViewName.allCases)
  func regionsCoverTheScreenWithoutOverlap(view: ViewName) {
    for (width, height) in [
      (40, 10), (64, 18), (80, 24), (96, 30), (120, 36), (160, 50), (300, 90),
    ] {
      var wish = ScreenLayout.Wish(size: Size(width: width, height: height), view: view)
      for charts in [0, 1, 3, 9] {
        wish.charts = charts
        let cells = ScreenLayout(wish).regions.reduce(0) { $0 + $1.rect.width * $1.rect.height }
        #expect(drawing(wish).allSatisfy { !$0.contains(" ") }, "\(view) \(width)×\(height)")
        #expect(cells == width * height)
      }
    }
  }

  @Test func logKeepsEightRowsWhereverThereIsAFullScreen() {
    for height in 24...80 {
      for banners in 0...6 {
        var wish = ScreenLayout.Wish(size: Size(width: 80, height: height))
        wish.banners = banners
        #expect((ScreenLayout(wish)[.log].map(LogFrame.rows(in:))?.height ?? 0) >= 8)
      }
    }
  }

  @Test func tooSmallAScreenHasNoRegions() {
    #expect(ScreenLayout(.init(size: Size(width: 39, height: 40))).regions.isEmpty)
    #expect(ScreenLayout(.init(size: Size(width: 0, height: 0))).regions.isEmpty)
  }
}
