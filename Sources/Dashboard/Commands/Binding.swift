import Charts

/// One row of the key table: which keys ask for a command, and how help and footer speak of it.
struct Binding: Hashable, Sendable {
  /// Where a binding holds.
  enum Context: String, Hashable, Sendable, CaseIterable {
    /// No overlay has the keyboard.
    case browsing
    /// A list of values is open.
    case picker
  }

  /// The heading under which help and documentation list a command.
  enum Group: String, Hashable, Sendable, CaseIterable {
    /// Getting around.
    case moving = "Moving"
    /// Views and panels.
    case views = "Views and panels"
    /// Narrowing what is shown.
    case filtering = "Filter and find"
    /// The log's list.
    case log = "The log"
    /// The window of time.
    case time = "Time"
    /// Alerts, copies, commands.
    case acting = "Alerts and answers"
    /// Help and ways out.
    case leaving = "Help and leaving"
    /// A list of values.
    case picking = "In a list of values"
  }

  /// The keys, the one that the footer shows first.
  var keys: [Key]
  /// The command.
  let command: Command
  /// Where the keys mean this command.
  let context: Context
  /// The heading in help and documentation.
  let group: Group
  /// What the command does, in one sentence without a full stop.
  let description: String
  /// The footer's word, nil for commands that it does not show.
  let label: String?

  /// A row of the table.
  init(
    _ keys: [Key],
    _ command: Command,
    _ group: Group,
    _ description: String,
    label: String? = nil,
    in context: Context = .browsing
  ) {
    self.keys = keys
    self.command = command
    self.context = context
    self.group = group
    self.description = description
    self.label = label
  }
}
