import Charts

extension Keymap {
  /// The built-in bindings, one row a command.
  static let rows: [Binding] = moving + views + filtering + log + time + acting + leaving + picking

  private static let moving: [Binding] = [
    Binding([Key(.up), .character("k")], .moveUp, .moving, "one row up"),
    Binding([Key(.down), .character("j")], .moveDown, .moving, "one row down"),
    Binding([Key(.left)], .moveLeft, .moving, "left: the crosshair in a chart"),
    Binding([Key(.right)], .moveRight, .moving, "right: the crosshair in a chart"),
    Binding([Key(.pageUp), .character("b")], .pageUp, .moving, "a page up"),
    Binding([Key(.pageDown), .character(" ")], .pageDown, .moving, "a page down"),
    Binding([.control("u")], .halfPageUp, .moving, "half a page up"),
    Binding([.control("d")], .halfPageDown, .moving, "half a page down"),
    Binding("g", [Key(.home)], .top, .moving, "the first row"),
    Binding("G", [Key(.end)], .bottom, .moving, "the last row; in the log it is followed"),
  ]

  private static let views: [Binding] = [
    Binding("1", .showOverview, .views, "overview"),
    Binding("2", .showConnections, .views, "connections: opened, closed, why, how long"),
    Binding("3", .showLog, .views, "the log at full height"),
    Binding("4!", .showAlerts, .views, "alerts: every rule with its state, and what has been"),
    Binding("5", .showMetrics, .views, "metrics: what moved most, any series, PromQL, the panels"),
    Binding("6", .showTargets, .views, "targets and log sources"),
    Binding(
      "7",
      .showPanels,
      .views,
      "the panels of the configuration and of the servers' profiles"
    ),
    Binding([Key(.tab)], .nextPanel, .views, "the next panel"),
    Binding([Key(.backTab)], .previousPanel, .views, "the panel before"),
    Binding("z", .zoom, .views, "the focused panel over the whole screen"),
  ]

  private static let filtering: [Binding] = [
    Binding(
      "/&",
      [Key(.function(4))],
      .filter,
      .filtering,
      "filter everything: log, tables, charts",
      label: "filter"
    ),
    Binding(
      "f",
      .find,
      .filtering,
      "find without hiding; in the metrics view a metric, or PromQL",
      label: "find"
    ),
    Binding("n", .findNext, .filtering, "the next match, towards newer lines"),
    Binding("N", .findPrevious, .filtering, "the match before, towards older lines"),
    Binding("p", .byPath, .filtering, "filter by path", label: "path"),
    Binding("i", .byAddress, .filtering, "filter by address", label: "address"),
    Binding("u", .byAgent, .filtering, "filter by user agent", label: "agent"),
    Binding("P", .byField, .filtering, "filter by any other field"),
    Binding([Key(.enter)], .open, .filtering, "open this row", label: "open"),
    Binding("=", .only, .filtering, "only what has this value", label: "only"),
    Binding("x", .exclude, .filtering, "everything but this value", label: "not"),
    Binding(
      [Key(.escape)],
      .back,
      .filtering,
      "back: prompt, detail, zoom, then the last step of the filter"
    ),
  ]

  private static let log: [Binding] = [
    Binding("F", .follow, .log, "follow the newest lines"),
    Binding("m", .fold, .log, "fold equal messages into one row, or unfold", label: "fold"),
    Binding("l", .lines, .log, "list what went wrong, or every line"),
    Binding("e", .nextError, .log, "the next error"),
    Binding("E", .previousError, .log, "the error before"),
    Binding("w", .nextWarning, .log, "the next warning"),
    Binding("W", .previousWarning, .log, "the warning before"),
    Binding("o", .sameTrace, .log, "every line of this row's trace", label: "trace"),
    Binding("O", .sameConnection, .log, "every line of this row's connection"),
    Binding("s", .sort, .log, "sort the table by a column", label: "sort"),
    Binding("I", .invertSort, .log, "turn the order of the table round"),
  ]

  private static let time: [Binding] = [
    Binding("+", .widen, .time, "a longer window", label: "time"),
    Binding("-", .narrow, .time, "a shorter window"),
    Binding("[", .earlier, .time, "half a window back"),
    Binding("]", .later, .time, "half a window forth"),
    Binding("Z", .pause, .time, "pause, or go on", label: "pause"),
    Binding("0", .live, .time, "back to now"),
    Binding(
      "t",
      .crosshair,
      .time,
      "a crosshair in the charts; Enter takes the log to its time",
      label: "crosshair"
    ),
  ]

  private static let acting: [Binding] = [
    Binding("a", .acknowledge, .acting, "acknowledge the alert, on this screen only", label: "ack"),
    Binding(
      [],
      .silence,
      .acting,
      "say nothing of an alert for a while, here only: `:silence RULE LABEL=VALUE 30m`"
    ),
    Binding([], .unsilence, .acting, "end the silence of a rule, or of all of them"),
    Binding(
      "v",
      .query,
      .acting,
      "the PromQL behind every number, from what is focused on; Enter asks it",
      label: "query"
    ),
    Binding("y", .copy, .acting, "copy the row, also over ssh", label: "copy"),
    Binding([.control("s")], .save, .acting, "save the screen as text or svg"),
    Binding(":", .command, .acting, "type a command by its name"),
    Binding("U", .utc, .acting, "times in UTC, or in the local zone"),
  ]

  private static let leaving: [Binding] = [
    Binding("?", [Key(.function(1))], .help, .leaving, "every key", label: "help"),
    Binding([.control("l")], .redraw, .leaving, "draw the screen anew"),
    Binding([.control("z")], .suspend, .leaving, "suspend to the shell"),
    Binding(
      "q",
      .quit,
      .leaving,
      "back to the overview, and from there leave",
      label: "quit"
    ),
    Binding(
      [Key(.function(10)), .control("c")],
      .leave,
      .leaving,
      "leave at once; what is open is closed by ^c first"
    ),
  ]

  private static let picking: [Binding] = [
    Binding(
      [Key(.enter)],
      .pickerOnly,
      .picking,
      "only the marked values, or this one",
      label: "only",
      in: .picker
    ),
    Binding(
      "x",
      [.control("x")],
      .pickerExclude,
      .picking,
      "everything but them; while text is typed, ^x",
      label: "not",
      in: .picker
    ),
    Binding(
      " ",
      [Key(.tab)],
      .pickerMark,
      .picking,
      "mark several; while text is typed, Tab",
      label: "mark",
      in: .picker
    ),
  ]
}

extension Key {
  /// A character's key with Control held.
  static func control(_ character: Character) -> Key { Key(.character(character), control: true) }
}

extension Binding {
  /// A row whose keys are the characters of a text.
  fileprivate init(
    _ characters: String,
    _ command: Command,
    _ group: Group,
    _ description: String,
    label: String? = nil,
    in context: Context = .browsing
  ) {
    self.init(characters, [], command, group, description, label: label, in: context)
  }

  /// A row whose keys are the characters of a text and then further keys.
  fileprivate init(
    _ characters: String,
    _ more: [Key],
    _ command: Command,
    _ group: Group,
    _ description: String,
    label: String? = nil,
    in context: Context = .browsing
  ) {
    self.init(
      characters.map { Key.character($0) } + more,
      command,
      group,
      description,
      label: label,
      in: context
    )
  }
}
