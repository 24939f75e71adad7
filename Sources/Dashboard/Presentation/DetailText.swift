import Charts
import LogModel

/// A record's fields and its line as rows of text.
enum DetailText {
  /// Names and values, long values over several rows, then the line as it stands in the log.
  static func rows(
    _ record: LogRecord,
    selected: Int?,
    width: Int,
    _ theme: Theme
  ) -> [[Run]] {
    var rows: [[Run]] = []
    let fields = DetailSheet.fields(of: record)
    let longest = fields.map { TextWidth.columns(of: $0.name) }.max() ?? 0
    let nameColumns = min(longest, max(8, width / 3))
    for (index, field) in fields.enumerated() {
      let values = WrappedText.rows(field.value, width: max(1, width - nameColumns - 2), limit: 40)
      for (line, value) in (values.isEmpty ? [""] : values).enumerated() {
        let name = line == 0 ? field.name : ""
        let isSelected = index == selected
        rows.append([
          Run(
            Shortened.padded(name, columns: nameColumns),
            isSelected ? theme.active : theme.label
          ),
          Run(isSelected && line == 0 ? "› " : "  ", theme.key), Run(value),
        ])
      }
    }
    guard !record.text.isEmpty else { return rows }
    rows.append([])
    return rows + WrappedText.rows(record.text, width: width).map { [Run($0, theme.dim)] }
  }

  /// The row of `rows` at which the selected field begins.
  static func firstRow(of selected: Int, _ record: LogRecord, width: Int, _ theme: Theme) -> Int {
    rows(record, selected: selected, width: width, theme).firstIndex {
      $0.first?.style == theme.active
    } ?? 0
  }
}
