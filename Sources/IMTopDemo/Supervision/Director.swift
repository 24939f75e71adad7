import Glibc
import IMServer

/// Lets faults begin and end at their time, writes the truth, and waits for the run's end.
final class Director {
  private let stage: Stage
  private var timeline: FaultTimeline
  private var truth: Truth
  private let truthPath: String
  private let began = Uptime.now
  private var restarts = 0

  init(stage: Stage, timeline: FaultTimeline, truth: Truth, truthPath: String) {
    self.stage = stage
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
    // Nothing that goes wrong here leaves it alone at the terminal.
    defer {
      dashboard.signal(SIGTERM)
      dashboard.end(within: 5)
    }
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
    while let step = timeline.step(at: elapsed) {
      switch step.turn {
      case .restart:
        restarts += 1
        let version = "0.\(restarts + 1).0"
        try stage.restartGateways(version: version)
        truth.noteRestart(version: version, at: .system())
      case .begin: order(FaultOrder(.begin, step.scenario))
      case .end: order(FaultOrder(.end, step.scenario))
      }
      try truth.write(to: truthPath)
    }
  }

  private func order(_ order: FaultOrder) {
    stage.send(order)
    truth.note(order, at: .system())
  }
}
