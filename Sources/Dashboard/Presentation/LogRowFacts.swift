import Charts
import LogModel

/// What a row of the log says in full: its reason, what was folded into it, its line.
struct LogRowFacts {
  private let row: LogRow
  private let clock: ClockText
  private let theme: Theme

  /// What a row says.
  init(_ row: LogRow, _ clock: ClockText, _ theme: Theme) {
    self.row = row
    self.clock = clock
    self.theme = theme
  }

  /// What the record itself does not say, for the rows above its fields; ends with a blank row, empty
  /// where there is nothing to add.
  func rows(width: Int) -> [[Run]] {
    let reason = wrapped(row.borrowedReason, width)
    let folded = row.count > 1 ? [foldedFacts] : []
    let rows = reason + folded
    return rows.isEmpty ? [] : rows + [[]]
  }

  /// Everything that the list had no room for.
  func preview(width: Int) -> [[Run]] {
    let record = row.record
    var rows = wrapped(record.message, width) + wrapped(row.borrowedReason, width)
    if row.count > 1 { rows.append(foldedFacts) }
    let ids = [
      ("user", record.user), ("connection", record.connection), ("trace", record.trace),
      ("agent", record.agent),
    ]
    let known = ids.flatMap { name, value -> [Run] in
      guard let value, !value.isEmpty else { return [] }
      return [Run("\(name) ", theme.dim), Run(value + "  ")]
    }
    if !known.isEmpty { rows.append(known) }
    return rows + WrappedText.rows(record.text, width: width, limit: 4).map { [Run($0, theme.dim)] }
  }

  private func wrapped(_ text: String, _ width: Int) -> [[Run]] {
    guard !text.isEmpty else { return [] }
    let rows = WrappedText.rows(text, width: max(1, width - 14), limit: 3).map { [Run($0)] }
    guard text == row.borrowedReason, let lender = row.lender, let last = rows.last else {
      return rows
    }
    return rows.dropLast() + [last + [Run("  \(lender.note)", theme.dim)]]
  }

  private var foldedFacts: [Run] {
    var runs = [
      Run("\(CountText.grouped(row.count)) lines", theme.title),
      Run(" since \(clock.time(row.first)), this is the newest", theme.dim),
    ]
    if row.otherAddresses > 0 {
      runs.append(Run("  from \(CountText.grouped(row.otherAddresses + 1)) addresses", theme.label))
    }
    return runs
  }
}
