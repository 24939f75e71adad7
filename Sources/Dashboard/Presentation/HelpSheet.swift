import Charts

/// The key table as rows of text.
enum HelpSheet {
  /// The rows: headings, and for each command its keys, its name and what it does.
  static func lines(_ keymap: Keymap) -> [[Run]] {
    let theme = Theme()
    var lines: [[Run]] = []
    for (group, rows) in keymap.grouped {
      if !lines.isEmpty { lines.append([]) }
      lines.append([Run(group.rawValue, theme.title)])
      for row in rows {
        let keys = row.keys.map(KeyName.text(of:)).joined(separator: " ")
        lines.append([
          Run("  " + Shortened.padded(keys, columns: 12), theme.key),
          Run(Shortened.padded(row.command.rawValue, columns: 17), theme.dim),
          Run(row.description),
        ])
      }
    }
    return lines
  }
}
