import Charts

/// The bottom row while nobody types: the keys that help now, and what was just said.
enum FooterLine {
  /// The keys with their words; a command that cannot act now is dim.
  static func keys(_ state: AppState) -> FittedLine<Command> {
    let theme = Theme()
    var line = FittedLine<Command>()
    let rows = state.configuration.keymap.bindings.filter { $0.context == .browsing }
    for (index, row) in rows.enumerated() {
      guard let label = row.label, let key = row.keys.first else { continue }
      let isAble = state.reasonDisabled(row.command) == nil
      let text =
        row.command == .widen
        ? timeKeys(state.configuration.keymap) : key.code == .enter ? "⏎" : KeyName.text(of: key)
      let isLast = row.command == .help || row.command == .quit
      line.add(
        row.command,
        [
          [
            Run(text, isAble ? theme.key : theme.dim),
            Run(
              " " + (row.command == .quit && state.view != .overview ? "back" : label),
              theme.dim
            ),
          ]
        ],
        priority: isLast ? 1000 : rows.count - index,
        side: isLast ? .right : .left
      )
    }
    return line
  }

  private static func timeKeys(_ keymap: Keymap) -> String {
    [Command.widen, .narrow, .earlier, .later].map { keymap.keyName(of: $0) }.joined()
  }
}
