import Dashboard
import StrictYAML

extension DocumentValue {
  /// Keys by the command that they shall stand for.
  func keyBindings() throws(DocumentError) -> [(command: String, keys: [String])] {
    let mapping = try openMapping()
    var bindings: [(command: String, keys: [String])] = []
    for command in mapping.names {
      let keys = try mapping.strings(command) ?? []
      bindings.append((command, keys))
      do throws(DashboardError) {
        _ = try Keymap(overrides: [command: keys])
      } catch .noWayOut {
        continue
      } catch {
        throw (mapping[command] ?? self).error("\(error)")
      }
    }
    do throws(DashboardError) {
      _ = try Keymap(overrides: Dictionary(bindings.map { ($0.command, $0.keys) }) { $1 })
    } catch {
      throw self.error("\(error)")
    }
    return bindings
  }
}
