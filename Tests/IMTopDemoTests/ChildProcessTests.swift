import Foundation
import Testing

@testable import IMTopDemo

/// The processes of a run: what they say, how they are asked to end, what became of them.
@Suite struct ChildProcessTests {
  private func shell(_ script: String, errors: String = "/dev/null") throws -> ChildProcess {
    try ChildProcess(
      name: "shell",
      program: "/bin/sh",
      arguments: ["-c", script],
      wiring: .pipes(errors: errors)
    )
  }

  @Test func firstLineIsHeard() throws {
    let process = try shell("echo listening on 127.0.0.1:80; echo more; cat")
    #expect(process.firstLine(within: 10) == "listening on 127.0.0.1:80")
    process.closeInput()
    process.end(within: 10)
    #expect(process.status == .ended(0))
  }

  @Test func lineIsMissingWhereTheProcessSaysNone() throws {
    let process = try shell("exit 3")
    #expect(process.firstLine(within: 10) == nil)
    process.end(within: 10)
    #expect(process.status == .ended(3))
  }

  @Test func ordersReachItsInput() throws {
    let process = try shell("read order; echo \"heard $order\"")
    process.send("begin storm")
    #expect(process.firstLine(within: 10) == "heard begin storm")
    process.end(within: 10)
  }

  @Test func signalThatEndsItIsItsCode() throws {
    let process = try shell("echo up; exec sleep 60")
    #expect(process.firstLine(within: 10) == "up")
    process.signal(SIGTERM)
    process.end(within: 10)
    #expect(process.status == .ended(128 + SIGTERM))
  }

  @Test func whoDoesNotEndIsEnded() throws {
    let process = try shell("trap '' TERM; echo up; exec sleep 60")
    #expect(process.firstLine(within: 10) == "up")
    process.end(within: 0)
    #expect(process.status == .ended(128 + SIGKILL))
  }

  @Test func stoppedAndRunningAreToldApart() throws {
    let process = try shell("echo up; exec sleep 60")
    #expect(process.firstLine(within: 10) == "up")
    process.signal(SIGSTOP)
    let deadline = Uptime.now + 10
    while process.refresh() != .stopped, Uptime.now < deadline { usleep(1000) }
    #expect(process.status == .stopped)
    process.signal(SIGCONT)
    while process.refresh() != .running, Uptime.now < deadline { usleep(1000) }
    #expect(process.status == .running)
    process.end(within: 0)
  }

  @Test func programThatIsMissingIsNamed() {
    #expect(throws: DemoError.notStarted(program: "/nowhere/imtop", errno: ENOENT)) {
      _ = try ChildProcess(
        name: "x",
        program: "/nowhere/imtop",
        arguments: [],
        wiring: .terminal
      )
    }
  }
}
