import ArgumentParser
import Charts
import Dashboard
import Foundation
import MetricsModel
import Terminal

/// One frame of the dashboard, for scripts and reports.
struct SnapshotCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case svg
  }

  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Print one frame of the dashboard.",
    discussion: """
      EXAMPLES:
        imtop snapshot :8080 im.log
        imtop snapshot :8080 im.log --format svg --size 160x48 > incident.svg
        imtop snapshot :8080 --for 1m
        imtop snapshot :8080 --format json | jq '.alerts[]|select(.state=="firing")'

      The frame is drawn once every target has been scraped twice, so that rates exist, or after \
      --wait at the latest; with --for 1m it stands on a minute of scrapes. The metrics view waits \
      until there are two windows to compare: four scrapes.
      """
  )

  @OptionGroup var sources: SourceOptions
  @OptionGroup var view: ViewOptions

  @Option(help: "text, json or svg.")
  var format = Format.text

  @Option(help: ArgumentHelp("The frame's size.", valueName: "COLUMNSxROWS"))
  var size = ScreenSize(Size(width: 120, height: 36))

  @Option(help: ArgumentHelp("The longest time to collect data.", valueName: "duration"))
  var wait = DurationArgument(seconds: 8)

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("Collect data for this long, whatever there is.", valueName: "duration")
  )
  var least = DurationArgument(seconds: 0)

  /// The letters of the frame: a text goes to a terminal of this locale.
  private func glyphs(_ chosen: String) -> Canvas.Glyphs {
    let choice: Canvas.Glyphs? = ["unicode": .unicode, "ascii": .ascii][chosen]
    return format == .text ? LocaleGlyphs.adopt(choice: choice, term: "") : choice ?? .unicode
  }

  func run() async throws {
    var configuration = try sources.configuration()
    try view.apply(to: &configuration)
    guard !configuration.isEmpty else {
      throw CommandLineError.nothingToWatch
    }
    let settings = try DashboardSettings.make(configuration)
    let queue = EventQueue()
    let session = try Session(configuration, post: queue.post)
    let frame = SnapshotFrame(
      queue: queue,
      session: session,
      size: size.size,
      glyphs: glyphs(configuration.glyphs)
    )
    session.start()
    let duration = least.seconds...max(least.seconds, wait.seconds)
    let (state, canvas) = await MainThread.run {
      frame.collect(AppState(configuration: settings), for: duration)
    }
    let document = SnapshotDocument(state, session)
    let isReached =
      session.targetStatuses.contains { $0.isAnswering }
      || session.logStatuses.contains { !$0.isDown }
      || session.remoteStatus?.isAnswering ?? false
    session.stop()
    switch format {
    case .text: print(ScreenText.rendered(canvas, as: .text), terminator: "")
    case .svg: print(ScreenText.rendered(canvas, as: .svg), terminator: "")
    case .json: print(document.text)
    }
    if !isReached { throw ProgramExit.unreachable }
  }
}

/// Runs the loop without a terminal until there is enough to draw.
private struct SnapshotFrame: Sendable {
  var queue: EventQueue
  var session: Session
  var size: Size
  var glyphs: Canvas.Glyphs

  /// How many evaluations are waited for once everything has been read: the one under way may not
  /// have seen all of it.
  private static let evaluations = 2

  /// Collects for as many seconds as it takes, within the given bounds.
  func collect(_ start: AppState, for seconds: ClosedRange<Double>) -> (AppState, Canvas) {
    var state = start
    let soonest = DispatchTime.now() + seconds.lowerBound
    let end = DispatchTime.now() + seconds.upperBound
    perform(state.apply(.resized(size)))
    perform(state.apply(.tick(now: .wallClock)))
    var evaluationsLeft = Self.evaluations
    while DispatchTime.now() < end,
      evaluationsLeft > 0 || state.awaitsMetrics || !session.hasJudgedRules
        || DispatchTime.now() < soonest
    {
      let isSettled = session.isSettled
      for event in queue.take(until: min(.now() + 0.2, end)) {
        if isSettled, case .alerts = event { evaluationsLeft -= 1 }
        perform(state.apply(event))
      }
    }
    perform(state.apply(.tick(now: .wallClock)))
    var canvas = Canvas(size: size, glyphs: glyphs)
    DashboardView.draw(state, into: &canvas)
    return (state, canvas)
  }

  private func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .analyse(let request): session.analyse(request)
      case .evaluate(let request): session.evaluate(request)
      case .browse(let request): session.browse(request)
      default: break
      }
    }
  }
}
