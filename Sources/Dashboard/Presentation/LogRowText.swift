import Charts
import LogModel

/// The texts of one row of the log.
struct LogRowText {
  private let row: LogRow
  private let clock: ClockText
  private let theme: Theme

  /// The texts of a row.
  init(_ row: LogRow, _ clock: ClockText, _ theme: Theme) {
    self.row = row
    self.clock = clock
    self.theme = theme
  }

  /// Everything of a row that finding looks through.
  static func searchable(_ row: LogRow) -> String {
    let record = row.record
    let parts = [
      record.message, record.path, record.address, record.closeReason, row.borrowedReason,
      record.status.map(String.init), record.method, record.agent, record.text,
    ]
    return parts.compactMap { $0 }.joined(separator: " ")
  }

  /// How wide the longest text of each column is.
  static func needs(_ rows: [LogRow], _ clock: ClockText, _ theme: Theme) -> [LogColumns.Name: Int]
  {
    var needs: [LogColumns.Name: Int] = [:]
    let names: [LogColumns.Name] = [.level, .status, .count, .method, .path, .address, .latency]
    for row in rows {
      let text = LogRowText(row, clock, theme)
      for name in names {
        let slot = LogColumns.Slot(name: name, column: 0, width: 60)
        let runs = text.runs(slot, showsDate: false, hasPath: true)
        let own =
          name == .latency ? (row.record.latency == nil ? 0 : 1) : TextWidth.columns(of: runs)
        needs[name] = max(needs[name] ?? 0, own)
      }
    }
    return needs
  }

  /// The runs of a column; the columns of numbers stand at the right end of theirs.
  func runs(_ slot: LogColumns.Slot, showsDate: Bool, hasPath: Bool) -> [Run] {
    let record = row.record
    switch slot.name {
    case .time:
      return [Run(showsDate ? clock.dayAndMinute(record.time) : clock.time(record.time), theme.dim)]
    case .level:
      let name = record.level == .unknown ? "" : record.level.name.uppercased()
      return [Run(slot.width == 1 ? String(name.prefix(1)) : name, levelStyle)]
    case .status: return [Run(record.status.map(String.init) ?? eventMark, statusStyle)]
    case .count: return row.count > 1 ? [Run("×\(count)", theme.title)] : []
    case .method: return [Run(record.method ?? "", theme.dim)]
    case .path:
      return [Run(Shortened.middle(record.path ?? eventWord, columns: slot.width), theme.label)]
    case .address: return address(columns: slot.width)
    case .latency:
      let text = record.latency.map { Unit.seconds.format($0) } ?? ""
      return [Run(Shortened.right(text, columns: slot.width), theme.dim)]
    case .message: return message(hasPath: hasPath)
    }
  }

  private var count: String {
    row.count < 10_000 ? CountText.grouped(row.count) : Unit.short.format(Double(row.count))
  }

  private var eventMark: String { row.record.event == .none ? "" : "ws" }

  private var eventWord: String {
    switch row.record.event {
    case .none: ""
    case .opened: "open"
    case .closed: "close"
    case .closedAbnormally: "abnormal close"
    case .heartbeatTimeout: "heartbeat"
    }
  }

  private func address(columns: Int) -> [Run] {
    guard let address = row.record.address else { return [] }
    guard row.otherAddresses > 0 else { return [Run(address)] }
    let more = " +\(Unit.short.format(Double(row.otherAddresses)))"
    let room = columns - TextWidth.columns(of: more)
    return [Run(Shortened.text(address, columns: room)), Run(more, theme.dim)]
  }

  private func message(hasPath: Bool) -> [Run] {
    let record = row.record
    var runs: [Run] = []
    if !record.message.isEmpty { runs.append(Run(record.message, messageStyle)) }
    if let reason = record.closeReason, !reason.isEmpty, !record.message.contains(reason) {
      runs.append(Run((runs.isEmpty ? "" : " · ") + reason, theme.text))
    }
    if !row.borrowedReason.isEmpty {
      runs.append(Run(runs.isEmpty ? "" : " · "))
      runs.append(Run("→ ", theme.label))
      runs.append(Run(row.borrowedReason, messageStyle))
      if let lender = row.lender { runs.append(Run("  \(lender.note)", theme.dim)) }
    }
    if runs.isEmpty { runs = fallback }
    if !hasPath, let path = record.path { runs.insert(Run(path + " ", theme.label), at: 0) }
    if !record.understood { runs.append(Run("  (as text)", theme.dim)) }
    return runs
  }

  private var fallback: [Run] {
    let record = row.record
    if record.event != .none { return [Run(eventWord, theme.dim)] }
    if let status = record.status {
      // What stands here is read as the reason, and an agent is none.
      if status >= 500 { return [Run("no reason in the log", theme.dim)] }
      if let agent = record.agent {
        return [Run(status >= 400 ? "agent \(agent)" : agent, theme.dim)]
      }
    }
    return record.path == nil ? [Run(record.text, theme.dim)] : []
  }

  private var messageStyle: Style {
    row.record.level == .fatal ? theme.bad.with(.bold) : theme.text
  }

  private var levelStyle: Style {
    switch row.record.level {
    case .fatal: theme.fatal
    case .error: theme.bad
    case .warn: theme.warning
    case .info: theme.good
    case .debug, .trace, .unknown: theme.dim
    }
  }

  private var statusStyle: Style {
    switch row.record.status ?? 0 {
    case 500...: theme.bad.with(.bold)
    case 400..<500: theme.warning
    case 0: theme.label
    default: theme.dim
    }
  }
}

extension LogRow.Lender {
  /// What is said behind a borrowed reason.
  var note: String {
    switch self {
    case .trace: "(same trace)"
    case .request: "(same request)"
    case .address: "(same address)"
    }
  }
}
