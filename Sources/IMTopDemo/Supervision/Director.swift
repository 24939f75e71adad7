import Glibc
import IMServer

/// Lets the fault begin and end at its time, writes the truth, and waits for the run's end.
final class Director {
  private let stage: Stage
  private let scenario: Scenario
  private var timeline: FaultTimeline
  private var truth: Truth
  private let truthPath: String
  private let began = Uptime.now

  init(
    stage: Stage,
    scenario: Scenario,
    timeline: FaultTimeline,
    truth: Truth,
    truthPath: String
  ) {
    self.stage = stage
    self.scenario = scenario
    self.timeline = timeline
    self.truth = truth
    self.truthPath = truthPath
  }

  private var elapsed: Double { Uptime.now - began }

  /// Runs `imtop` in the foreground until it ends.
  ///
  /// A stop by job control stops the demo as well, a signal that ends the demo is handed on.
  ///
  /// - Returns: The exit code of `imtop`.
  func direct(watchedBy program: String, arguments: [String]) throws -> CInt {
    try truth.write(to: truthPath)
    let dashboard = try ChildProcess(
      name: "imtop",
      program: program,
      arguments: stage.targets + ["--window", "5m"] + arguments,
      wiring: .terminal
    )
    while true {
      switch dashboard.refresh() {
      case .ended(let code): return code
      case .stopped:
        raise(SIGSTOP)
        dashboard.signal(SIGCONT)
        continue
      case .running: break
      }
      try takeTurns()
      guard let signal = SignalWaiter.wait(seconds: timeline.next.map { $0 - elapsed }),
        signal != SIGCHLD
      else { continue }
      dashboard.signal(signal)
      dashboard.end(within: 5)
      return 128 + signal
    }
  }

  /// Runs without a dashboard until a signal, the given time, or the end of one of the processes.
  ///
  /// - Returns: 0: being ended is how this run ends.
  func directAlone(seconds: Double?) throws -> CInt {
    try truth.write(to: truthPath)
    while true {
      try stage.check()
      try takeTurns()
      if let seconds, elapsed >= seconds { return 0 }
      let next = [timeline.next, seconds].compactMap(\.self).min()
      if let signal = SignalWaiter.wait(seconds: next.map { $0 - elapsed }), signal != SIGCHLD {
        return 0
      }
    }
  }

  private func takeTurns() throws {
    while let turn = timeline.turn(at: elapsed) {
      stage.send(FaultOrder(turn, scenario))
      truth.note(turn, at: .system())
      try truth.write(to: truthPath)
    }
  }
}
