import Charts
import LogModel

/// The numbers of a view with the PromQL behind each, part by part.
struct QuerySheet {
  /// The entries, those of one part next to each other.
  let entries: [ShownQuery]
  /// The selected rows of the tables.
  private let rows: [TableName: String]

  /// The sheet of a state.
  init(_ state: AppState) {
    let alert = state.view == .alerts ? state.selectedAlert : nil
    entries =
      Self.ofView(state) + (alert.map { AlertQueries.alert($0, state) } ?? AlertQueries.all(state))
      + HeaderQueries.all(state)
    rows = TableName.allCases.reduce(into: [:]) { rows, name in
      let all = state.trafficRows(name)
      let index = state.selectedIndex(in: all, of: name)
      if all.indices.contains(index) { rows[name] = all[index].key }
    }
  }

  /// The parts in their order.
  var parts: [QueryPart] {
    entries.reduce(into: []) { parts, entry in
      if parts.last != entry.part { parts.append(entry.part) }
    }
  }

  /// What a part is called.
  func title(of part: QueryPart) -> String {
    switch part {
    case .panel: entries.first { $0.part == part }?.title ?? ""
    case .vitals: "Vital signs"
    case .table(let name): "\(name.title): \(rows[name] ?? "")"
    case .log: "Log"
    case .alerts: "Alerts"
    case .header: "Header"
    case .metric: "Series"
    }
  }

  /// Where an entry stands; where it is no longer there, the first one of its part.
  func index(of place: QueryPlace) -> Int? {
    entries.firstIndex { $0.part == place.part && $0.title == place.title && $0.text == place.text }
      ?? entries.firstIndex { $0.part == place.part && $0.title == place.title }
      ?? entries.firstIndex { $0.part == place.part } ?? entries.indices.first
  }

  private static func ofView(_ state: AppState) -> [ShownQuery] {
    switch state.view {
    case .metrics: return metric(state) + panels(state.panels?.panels ?? [], state)
    case .alerts, .targets: return []
    case .overview, .connections, .log, .panels: break
    }
    let tables = state.foci.compactMap { focus in
      if case .table(let name) = focus { name } else { nil }
    }
    let isOverview = state.view == .overview
    return panels(state.charts, state) + (isOverview ? VitalsQueries.all(state) : [])
      + tables.flatMap { TrafficQueries.all($0, state) }
      + (state.view == .panels ? [] : LogQueries.all(state))
  }

  private static func panels(_ panels: [PanelValues], _ state: AppState) -> [ShownQuery] {
    panels.filter { $0.absence != .notOffered }.flatMap {
      $0.queries(.panel($0.definition.id), state)
    }
  }

  private static func metric(_ state: AppState) -> [ShownQuery] {
    guard let row = state.selectedMetric else { return [] }
    let number = row.now.map { row.unit.format($0) } ?? ""
    return [ShownQuery(part: .metric, title: row.name, number: number, text: row.query)]
  }
}

/// Which entry of the sheet is selected; it stays selected wherever new values put it.
struct QueryPlace: Hashable, Sendable {
  /// The part of the screen.
  var part: QueryPart
  /// What the number is of; empty for the first one of the part.
  var title = ""
  /// The query, which tells several of one title apart.
  var text = ""

  /// The first entry of a part.
  init(_ part: QueryPart) { self.part = part }

  /// The place of an entry.
  init(_ entry: ShownQuery) {
    (part, title, text) = (entry.part, entry.title, entry.text)
  }
}
