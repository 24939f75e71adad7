extension Keymap {
  /// The table as a page of documentation: one Markdown table a group.
  public func markdown() -> String {
    var lines = ["# Keys", ""]
    for (group, rows) in grouped {
      lines += ["## \(group.rawValue)", "", "| keys | command | what it does |", "|---|---|---|"]
      for row in rows {
        let keys = row.keys.map { "`\(Self.escaped(KeyName.text(of: $0)))`" }
        lines.append(
          "| \(keys.joined(separator: " ")) | `:\(row.command.rawValue)` | \(row.description) |"
        )
      }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }

  /// The rows under their headings, in the order of the table.
  var grouped: [(group: Binding.Group, rows: [Binding])] {
    Binding.Group.allCases.map { group in (group, bindings.filter { $0.group == group }) }
  }

  private static func escaped(_ text: String) -> String {
    text == "|" ? "\\|" : text
  }
}
