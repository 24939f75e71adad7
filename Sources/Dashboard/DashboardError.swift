/// What can be wrong with what the dashboard is given by a configuration or a command line.
public enum DashboardError: Error, Hashable, Sendable {
  /// A configuration binds keys to a command that does not exist.
  case unknownCommand(String, nearest: String?)
  /// A configuration names a key that does not exist.
  case unknownKey(String, command: String)
  /// A configuration leaves no key to leave with.
  case noWayOut
  /// A command was typed with an argument that it does not understand.
  case badArgument(String, command: String, expected: String)
}
