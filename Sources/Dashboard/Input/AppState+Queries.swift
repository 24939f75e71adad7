import Charts

extension AppState {
  /// Opens the sheet of queries at what has the focus.
  mutating func showQueries() { mode = .queries(QueryPlace(focusedPart)) }

  /// The entry that is selected in a sheet of queries.
  func selectedQuery(_ place: QueryPlace) -> ShownQuery? {
    let sheet = QuerySheet(self)
    return sheet.index(of: place).map { sheet.entries[$0] }
  }

  /// Takes a key into the sheet of queries.
  mutating func press(_ key: Key, inQueriesAt place: QueryPlace) -> [Effect] {
    let sheet = QuerySheet(self)
    guard let index = sheet.index(of: place), let last = sheet.entries.indices.last else {
      mode = .browsing
      return []
    }
    var target: Int?
    switch configuration.keymap.command(for: key) {
    case .moveUp: target = index - 1
    case .moveDown: target = index + 1
    case .pageUp, .halfPageUp: target = index - 5
    case .pageDown, .halfPageDown: target = index + 5
    case .top: target = 0
    case .bottom: target = last
    case .query: target = index == last ? 0 : index + 1
    case .nextPanel, .moveRight: target = firstEntry(of: sheet, from: index, by: 1)
    case .previousPanel, .moveLeft: target = firstEntry(of: sheet, from: index, by: -1)
    case .copy: return copy(sheet.entries[index])
    case .open: open(sheet.entries[index])
    default: mode = .browsing
    }
    if let target { mode = .queries(QueryPlace(sheet.entries[min(max(0, target), last)])) }
    return []
  }

  private var focusedPart: QueryPart {
    if let panel = focusedPanel { return .panel(panel.definition.id) }
    switch (view, focus) {
    case (_, .table(let name)): return .table(name)
    case (.alerts, _): return .alerts
    case (.metrics, _): return .metric
    case (.targets, _): return .header
    case (_, .chart), (_, .log), (_, .connections), (_, .list), (_, .panels), (_, .history):
      return .log
    }
  }

  /// The first entry of the part behind, or before, that of an entry.
  private func firstEntry(of sheet: QuerySheet, from index: Int, by step: Int) -> Int? {
    let parts = sheet.parts
    guard let place = parts.firstIndex(of: sheet.entries[index].part) else { return nil }
    let part = parts[(place + step + parts.count) % parts.count]
    return sheet.entries.firstIndex { $0.part == part }
  }

  private mutating func copy(_ entry: ShownQuery) -> [Effect] {
    guard !entry.text.isEmpty else {
      say("no PromQL gives this number", .trouble)
      return []
    }
    say("the query was copied")
    return [.copy(entry.text)]
  }

  /// Asks the query in the metrics view, where it can be changed.
  private mutating func open(_ entry: ShownQuery) {
    guard !entry.text.isEmpty else { return say("no PromQL gives this number", .trouble) }
    show(.metrics)
    showMetric(entry.text)
  }
}
