import ArgumentParser
import Charts
import Dashboard
import Foundation
import Glibc
import MetricsModel
import Terminal

/// The dashboard.
struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Show the dashboard (what imtop does without a subcommand).",
    usage: "imtop [<options>] [TARGET|LOG]..."
  )

  @OptionGroup var sources: SourceOptions
  @OptionGroup var view: ViewOptions

  func run() async throws {
    var configuration = try sources.configuration()
    try view.apply(to: &configuration)
    if configuration.isEmpty {
      try choose(&configuration)
    }
    let settings = try DashboardSettings.make(configuration)
    let queue = EventQueue()
    let session = try Session(configuration, isWatched: true, post: queue.post)
    let runner = EffectRunner(session: session, queue: queue)
    let terminal: Terminal
    do throws(TerminalError) {
      terminal = try Terminal(
        options: Terminal.Options(configuration),
        onInput: { queue.post(.input($0)) },
        onResize: { queue.post(.resized($0)) },
        onSignal: { runner.end(by: $0) }
      )
    } catch {
      ProgramExit.complain("\(error)")
      throw ProgramExit.usage
    }
    if let type = terminal.unknownType {
      let text = "the terminal type \(type.printable) is not known here; drawn as xterm-256color"
      queue.post(.notice(Notice(.trouble, text)))
    }
    session.start()
    let signal = await MainThread.run {
      var app = App(
        queue: queue,
        runner: runner,
        terminal: terminal,
        state: AppState(configuration: settings)
      )
      return app.run()
    }
    terminal.close()
    session.stop()
    if let signal { MainThread.end(by: signal) }
  }

  /// Asks what to watch; without a terminal to ask on, says what there is and gives up.
  private func choose(_ configuration: inout Configuration) throws {
    let chooser = Chooser(processes: ProcessTable().listeningProcesses())
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      ProgramExit.complain("\(CommandLineError.nothingToWatch)\n\n\(chooser.listing)")
      throw ProgramExit.usage
    }
    guard let words = chooser.choose(answer: { readLine() }) else { throw ProgramExit.usage }
    for word in words {
      switch try SourceArgument(word) {
      case .target(let url): configuration.targets.append(.init(url: url))
      case .log(let path): configuration.logs.append(.init(location: .named(path)))
      }
    }
  }
}
