import ArgumentParser
import Dashboard
import LogModel
import LogStream

/// The options that decide what the dashboard shows first, and how.
struct ViewOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Start with this view: \(ViewName.names.joined(separator: ", ")).",
      valueName: "view"
    ),
    transform: Self.view
  )
  var view: ViewName?

  @Option(help: ArgumentHelp("The length of the window.", valueName: "duration"))
  var window: DurationArgument?

  @Option(help: ArgumentHelp("Start with this filter: 'status >= 500'.", valueName: "filter"))
  var filter: String?

  @Option(help: ArgumentHelp("Scrape this often.", valueName: "duration"))
  var interval: DurationArgument?

  @Option(help: ArgumentHelp("How much of the logs' past to read.", valueName: "duration"))
  var history: DurationArgument?

  @Flag(help: "Show times in UTC.")
  var utc = false

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  @Flag(help: "Use no colours (as NO_COLOR does).")
  var noColor = false

  @Flag(help: "Leave the mouse to the terminal.")
  var noMouse = false

  /// The view of a name; throws for none.
  private static func view(_ name: String) throws -> ViewName {
    guard let view = ViewName(named: name) else {
      throw ValidationError("there is no view \"\(name)\"")
    }
    return view
  }

  /// Puts the options on top of the configuration; throws for a filter that is not understood.
  func apply(to configuration: inout Configuration) throws {
    if let view { configuration.view = view }
    if let window { configuration.windowSeconds = window.seconds }
    if let filter { configuration.filter = filter }
    if let interval {
      for index in configuration.targets.indices {
        configuration.targets[index].interval = interval.seconds
      }
    }
    if let history { configuration.historySeconds = history.seconds }
    configuration.usesUTC = configuration.usesUTC || utc
    if ascii { configuration.glyphs = "ascii" }
    if noColor { configuration.colors = "none" }
    if noMouse { configuration.usesMouse = false }
    do throws(FilterError) {
      _ = try FilterParser.parse(configuration.filter)
    } catch {
      throw CommandLineError.badFilter(error.rendered(in: configuration.filter))
    }
  }
}
