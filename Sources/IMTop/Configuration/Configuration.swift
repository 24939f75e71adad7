import Dashboard
import HTTPFetch
import LogStream
import MetricsModel
import Profiles
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

      /// Whether lines are given to us, and cannot be read again.
      var isStream: Bool {
        switch self {
        case .command: true
        case .named(let text): text == "-" || text.contains("://") && !text.hasPrefix("file:")
        }
      }
    }

    var location: Location
    var name: String?
    /// `edge` or `gateway`.
    var role: String?
    var instance: String?
    var latencyUnit: String?
    var timeZone: String?
    var webSocketPaths: [String] = []
    /// Own names of fields, each with the field of the vocabulary that it stands for.
    var fields: [String: String] = [:]
    var grok: [String] = []
    /// Files and directories of patterns for `grok`.
    var grokPatterns: [String] = []
    var http = HTTPOptions()
  }

  /// A Prometheus server that fills the past.
  struct Prometheus: Sendable, Hashable {
    var url: String
    /// The conditions that narrow everything that is asked.
    var scope: [Matcher] = []
    /// The least seconds between two questions about the newest values of one panel.
    var interval = 10.0
    var timeout = 20.0
    var http = HTTPOptions(bodyLimit: 32 << 20)
  }

  /// A file with the place in the configuration that names it.
  struct FileReference: Sendable, Hashable {
    var path: String
    /// The place, as a mistake without words.
    var place: DocumentError
  }

  /// The file that was read; nil for the built-in defaults.
  var file: String?
  var targets: [Target] = []
  /// Prometheus configurations whose `scrape_configs` name further targets.
  var scrapeConfigs: [FileReference] = []
  var prometheus: Prometheus?
  var logs: [Log] = []
  /// Forms of paths that are one in tables and counts.
  var pathRules: [PathRule] = []
  /// Panels that are shown beside the built-in ones; one of a built-in one's id takes its place.
  var panels: [ConfiguredPanel] = []
  var rules: [FileReference] = []
  var usesBuiltinRules = true
  /// A folder with further profiles of servers.
  var profiles: FileReference?
  var windowSeconds = 900.0
  /// The view at the start.
  var view = ViewName.overview
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

  /// Whether nothing is named that could be watched.
  var isEmpty: Bool {
    targets.isEmpty && scrapeConfigs.isEmpty && logs.isEmpty && prometheus == nil
  }
}
