import Charts
import Spelling

/// The table of key bindings: footer, help, completion of commands and documentation are made of it.
public struct Keymap: Sendable {
  /// The rows in the order of help and documentation.
  private(set) var bindings: [Binding]

  private var commands: [Binding.Context: [Key: Command]]

  /// The built-in table.
  public init() {
    bindings = Self.rows
    commands = Self.index(Self.rows)
  }

  /// The built-in table with the keys of some commands replaced.
  ///
  /// `overrides` maps a command's name to the names of its keys; an empty list takes its keys away.
  /// A key that is given to one command is taken from the others of the same context.
  public init(overrides: [String: [String]]) throws(DashboardError) {
    var rows = Self.rows
    for (name, keyNames) in overrides.sorted(by: { $0.key < $1.key }) {
      guard let command = Command(rawValue: name),
        let row = rows.firstIndex(where: { $0.command == command })
      else { throw .unknownCommand(name, nearest: Self.nearestCommand(to: name)) }
      var keys: [Key] = []
      for keyName in keyNames {
        guard let key = KeyName.key(named: keyName) else {
          throw .unknownKey(keyName, command: name)
        }
        keys.append(key)
      }
      for other in rows.indices where rows[other].context == rows[row].context {
        rows[other].keys.removeAll { keys.contains($0) }
      }
      rows[row].keys = keys
    }
    guard rows.contains(where: { [.quit, .leave].contains($0.command) && !$0.keys.isEmpty }) else {
      throw .noWayOut
    }
    bindings = rows
    commands = Self.index(rows)
  }

  /// The command that a key asks for.
  func command(for key: Key, in context: Binding.Context = .browsing) -> Command? {
    commands[context]?[key]
  }

  /// The binding of a command; every command has one.
  func binding(of command: Command) -> Binding? {
    bindings.first { $0.command == command }
  }

  /// The name of the first key of a command, empty when it has none.
  func keyName(of command: Command) -> String {
    binding(of: command)?.keys.first.map(KeyName.text(of:)) ?? ""
  }

  private static func index(_ rows: [Binding]) -> [Binding.Context: [Key: Command]] {
    var result: [Binding.Context: [Key: Command]] = [:]
    for row in rows {
      for key in row.keys { result[row.context, default: [:]][key] = row.command }
    }
    return result
  }

  private static func nearestCommand(to name: String) -> String? {
    Command.allCases.map(\.rawValue).nearest(to: name).first
  }
}
