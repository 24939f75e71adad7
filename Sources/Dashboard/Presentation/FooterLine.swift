import Charts

/// The bottom row while nobody types: the keys that do something now.
enum FooterLine {
  /// The keys with their words; a command that can do nothing where the focus is, is left out.
  static func keys(_ state: AppState) -> FittedLine<Command> {
    let theme = Theme()
    var line = FittedLine<Command>()
    let keymap = state.configuration.keymap
    let rows = keymap.bindings.filter { $0.context == .browsing }
    for (index, row) in rows.enumerated() {
      guard let word = word(row, state), let key = row.keys.first,
        state.reasonDisabled(row.command) == nil
      else { continue }
      let text =
        row.command == .widen
        ? timeKeys(keymap) : key.code == .enter ? "⏎" : KeyName.text(of: key)
      let isLast = row.command == .help || row.command == .quit
      line.add(
        row.command,
        [[Run(text, theme.key), Run(" " + word, theme.dim)]],
        priority: isLast ? 1000 : rows.count - index,
        side: isLast ? .right : .left
      )
    }
    return line
  }

  /// What a command does here, in one word.
  private static func word(_ row: Binding, _ state: AppState) -> String? {
    switch (row.command, state.focus) {
    case (.quit, _): state.view == .overview ? row.label : "back"
    case (.open, .table),
      (.open, .list) where state.view != .metrics:
      "filter"
    case (.open, .connections): "its lines"
    case (.open, .list), (.open, .panels): "query"
    case (.open, .chart): state.zoomed == nil ? "zoom" : "back"
    default: row.label
    }
  }

  private static func timeKeys(_ keymap: Keymap) -> String {
    [Command.widen, .narrow, .earlier, .later].map { keymap.keyName(of: $0) }.joined()
  }
}
