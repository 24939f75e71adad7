import Dashboard
import Foundation
import Glibc
import LogModel
import LogStream
import MetricsModel

/// What the dashboard is told of a configuration.
enum DashboardSettings {
  /// The settings; throws for key bindings that make no sense.
  static func make(
    _ configuration: Configuration,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(DashboardError) -> DashboardConfiguration {
    var settings = DashboardConfiguration(
      parseFilter: { text in
        Result { () throws(FilterError) in try FilterParser.parse(text) }
      },
      completeFilter: FilterCompletion.init(text:cursor:)
    )
    settings.zone = .host
    settings.startsInUTC = configuration.usesUTC
    settings.view = configuration.view
    settings.windowSeconds = configuration.windowSeconds
    settings.filter = configuration.filter
    settings.palette = configuration.usesColor(environment) ? .colour : .monochrome
    settings.readsLog = !configuration.logs.isEmpty
    settings.leavingLosesHistory = configuration.logs.contains { $0.location == .named("-") }
    settings.keymap = try Keymap(
      overrides: Dictionary(configuration.keys.map { ($0.command, $0.keys) }) { $1 }
    )
    return settings
  }
}

extension Configuration {
  /// Whether colours may be used: not with `NO_COLOR` (no-color.org), unless the file insists.
  func usesColor(_ environment: [String: String]) -> Bool {
    switch colors {
    case "none": false
    case "16", "256": true
    default: environment["NO_COLOR", default: ""].isEmpty
    }
  }
}

extension DashboardConfiguration.Zone {
  /// The zone of this host.
  static let host = DashboardConfiguration.Zone { time in
    var seconds = time_t(time.milliseconds / 1000)
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil else { return (0, "UTC") }
    let name = parts.tm_zone.map { String(cString: $0) } ?? "?"
    return (parts.tm_gmtoff, name)
  }
}
