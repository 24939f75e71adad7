extension DashboardError: CustomStringConvertible {
  /// The error in one sentence: what is wrong, and what to write instead.
  public var description: String {
    switch self {
    case .unknownCommand(let name, let nearest):
      "there is no command \"\(name)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? "")
    case .unknownKey(let key, let command):
      "there is no key \"\(key)\" (for \"\(command)\"); write x, ^x, M-x, F5, Enter, PgUp, Space"
    case .noWayOut:
      "no key is left for \"quit\" or \"leave\"; give one of them a key"
    case .badArgument(let argument, let command, let expected):
      ":\(command) does not understand \"\(argument)\"; write \(expected)"
    }
  }
}
