import HTTPFetch
import StrictYAML

/// Everything that a configuration file can say; `docs/configuration.md` documents every key.
struct Configuration: Sendable {
  /// A scrape target as configured.
  struct Target: Sendable, Hashable {
    var url: String
    var job: String?
    var instance: String?
    var interval: Double?
    var timeout: Double?
    var seriesLimit: Int?
    var http = HTTPOptions()
  }

  /// A log source as configured.
  struct Log: Sendable, Hashable {
    /// Where the lines come from.
    enum Location: Sendable, Hashable {
      /// A path, a pattern of paths, a directory, `-`, or an address.
      case named(String)
      /// A program with its arguments, started without a shell.
      case command([String])
    }

    var location: Location
    var name: String?
    var latencyUnit: String?
    var timeZone: String?
    var webSocketPaths: [String] = []
    var http = HTTPOptions()
  }

  /// A panel as configured; it is shown beside the built-in ones.
  struct Panel: Sendable, Hashable {
    var id: String
    var title: String
    var expression: String
    var unit: String
    var place: String
    var bad: String
  }

  /// A file of rules with the place in the configuration that names it.
  struct RuleReference: Sendable, Hashable {
    var path: String
    /// The place, as a mistake without words.
    var place: DocumentError
  }

  /// The file that was read; nil for the built-in defaults.
  var file: String?
  var targets: [Target] = []
  var logs: [Log] = []
  var panels: [Panel] = []
  var rules: [RuleReference] = []
  var usesBuiltinRules = true
  var windowSeconds = 900.0
  var filter = ""
  var usesUTC = false
  var usesMouse = true
  var glyphs = "auto"
  var colors = "auto"
  var keys: [(command: String, keys: [String])] = []
  var showsSecrets = false
  var memoryBytes = 256 << 20
  var historySeconds = 7200.0
  var historyBytes = 256 << 20
}
