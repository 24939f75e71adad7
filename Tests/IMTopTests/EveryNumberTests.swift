import Charts
import LogModel
import MetricsModel
import Testing

@testable import Dashboard
@testable import IMTop

/// Every number of the overview has PromQL behind it that gives the number.
@Suite struct EveryNumberTests {
  /// The log's windows end with the second in which the clock stands.
  private static let endOfSecond = WatchedGateway.now.advanced(bySeconds: 1)

  /// The texts that stand for a value, one of which is on the screen.
  private static func texts(of value: Double) -> [String] {
    let units: [Unit] = [.short, .percent, .seconds, .bytes, .perSecond]
    let whole = CountText.whole(value)
    let formatted = units.map { $0.format(value) }
    return formatted + formatted.map { $0.filter { $0 != " " } }
      + [
        CountText.share(value), CountText.tenths(value * 100) + "%", CountText.rate(value),
        CountText.grouped(whole), "×\(whole)",
        "×\(CountText.grouped(whole))", "\(whole)%", DurationText.short(value),
        DurationText.rough(value),
      ]
  }

  /// Whether a query gives the number of its entry; nil where the entry has none to compare.
  private func isGiven(_ entry: ShownQuery, by gateway: WatchedGateway) throws -> Bool? {
    let isOfTheLog =
      switch entry.part {
      case .table, .log: true
      case .vitals: entry.title == "short-lived" || entry.title.hasPrefix("closed mostly")
      default: false
      }
    let time = isOfTheLog ? Self.endOfSecond : WatchedGateway.now
    let values = try gateway.values(of: entry.text, at: time)
    guard !entry.number.isEmpty, entry.number != "-", !["restart", "deploy"].contains(entry.title)
    else { return nil }
    let number = entry.number.split(separator: " from ").last.map(String.init) ?? entry.number
    return values.contains { value in
      let limitSigns = ["", "> ", "< ", ">= ", "<= "]
      return limitSigns.contains { sign in Self.texts(of: value).contains { sign + $0 == number } }
    }
  }

  /// Every entry of the sheet, with every row of the tables selected once.
  private func entries(of gateway: inout WatchedGateway) -> [ShownQuery] {
    var all: [ShownQuery] = []
    for name in [TableName.paths, .addresses] {
      for row in gateway.state.trafficRows(name) {
        gateway.state.tables[name].selectedKey = row.key
        all += QuerySheet(gateway.state).entries
      }
    }
    var seen: Set<ShownQuery> = []
    return all.filter { seen.insert($0).inserted }
  }

  private func check(_ gateway: inout WatchedGateway, atLeast count: Int) throws {
    var compared = 0
    for entry in entries(of: &gateway) {
      guard let isGiven = try isGiven(entry, by: gateway) else { continue }
      compared += 1
      let time = WatchedGateway.now
      let values = try gateway.values(of: entry.text, at: time)
      #expect(isGiven, "\(entry.title): \(entry.number), but \(values) from \(entry.text)")
    }
    #expect(compared >= count, "\(compared) numbers")
  }

  @Test func everyQueryGivesTheNumberThatIsShown() throws {
    var gateway = try WatchedGateway(160, 48)
    try check(&gateway, atLeast: 60)
  }

  @Test func everyQueryGivesTheNumberThatIsShownUnderAFilter() throws {
    var gateway = try WatchedGateway(160, 48)
    gateway.apply(.input(.key(.character("/"))))
    for character in "path:/api/* or event:*" {
      gateway.apply(.input(.key(.character(character))))
    }
    gateway.apply(.input(.key(Key(.enter))))
    #expect(!gateway.state.filter.isEmpty)
    gateway.settle()
    try check(&gateway, atLeast: 40)
  }

  @Test func everyQueryGivesTheNumberThatIsShownOfATimeThatIsOver() throws {
    var gateway = try WatchedGateway(160, 48)
    gateway.apply(.input(.key(.character("["))))
    gateway.settle()
    let entry = try #require(QuerySheet(gateway.state).entries.first { $0.part == .log })
    #expect(try isGiven(entry, by: gateway) == true, "\(entry)")
    let tables = entries(of: &gateway).filter {
      if case .table = $0.part { true } else { false }
    }
    for entry in tables {
      guard let isGiven = try isGiven(entry, by: gateway) else { continue }
      #expect(isGiven, "\(entry.title): \(entry.number) from \(entry.text)")
    }
  }

  @Test func noNumberOfTheScreenIsWithoutAnEntry() throws {
    var gateway = try WatchedGateway(160, 48)
    let entries = entries(of: &gateway)
    let state = gateway.state
    var canvas = Canvas(size: state.size)
    DashboardView.draw(state, into: &canvas)
    let screen = canvas.text()
    let names =
      [
        "1 2 3 4 5 6 7", "[1]", "5m", "1m", "<30s", "5xx", "p95", "06:16:40",
        WatchedGateway.instance,
      ]
      + (state.trafficRows(.paths) + state.trafficRows(.addresses)).map(\.key)
    let known = (entries.flatMap { [$0.number, $0.title] + $0.notes } + names)
      .joined(separator: " ")
    for placed in ScreenLayout(state).regions {
      let rows =
        switch placed.name {
        case .header, .banners, .vitals: 0..<placed.rect.height
        case .chart: 0..<1
        case .log: 0..<placed.rect.height
        case .table: 0..<placed.rect.height - 1
        default: 0..<0
        }
      for row in rows {
        let line = Array(screen[placed.rect.y + row])
        let end = min(line.count, placed.rect.x + placed.rect.width)
        let text = String(line[min(placed.rect.x, end)..<end])
        for word in text.split(whereSeparator: { " │╭╮─┏┓━┃·()".contains($0) })
        where word.contains(where: \.isNumber) {
          // What stands in a line of the log is no number of imtop's but for its count.
          guard placed.name != .log || row == 0 || word.hasPrefix("×") else { continue }
          let number = word.trimmingPrefix { "+−/".contains($0) }
            .reversed().trimmingPrefix { ",:".contains($0) }.reversed()
          #expect(known.contains(String(number)), "\(number) in \(text)")
        }
      }
    }
  }
}
