import Foundation
import Testing

/// What a person presses, in a real terminal.
@Suite(.enabled(if: TerminalWindow.isAvailable, "tmux is not here"))
struct KeysTests {
  private func window(
    width: Int = 120,
    height: Int = 36,
    before: String = "",
    after: String = ""
  ) async throws -> (window: TerminalWindow, directory: TemporaryDirectory) {
    let directory = try TemporaryDirectory()
    let log = try SampleLog.write(to: directory.url)
    let window = try await TerminalWindow(
      "\(before)\(Program.imtop) '\(log)' --utc\(after)",
      width: width,
      height: height,
      environment: ["LC_ALL": "C.UTF-8"]
    )
    try await window.wait(forText: "203.0.113.7")
    return (window, directory)
  }

  @Test func aFilterNarrowsTableChartsAndLog() async throws {
    let (window, directory) = try await window()
    defer { withExtendedLifetime(directory) {} }
    try await window.wait(forText: "/api/v1/messages")
    try await window.type("/")
    try await window.type("status:503")
    try await window.wait(for: "a live count") { rows in
      rows.contains { $0.contains("status:503") && $0.contains("40") }
    }
    try await window.press("Enter")
    try await window.wait(for: "the failing path alone") { rows in
      rows.contains { $0.contains("/ws/connect") }
        && !rows.contains { $0.contains("/api/v1/messages") }
    }
    try await window.press("Escape")
    try await window.wait(forText: "/api/v1/messages")
  }

  @Test func aMistakeInAFilterIsPointedAt() async throws {
    let (window, directory) = try await window()
    defer { withExtendedLifetime(directory) {} }
    try await window.type("/")
    try await window.type("statsu:503 AND (")
    try await window.wait(forText: "the parenthesis is not closed")
    try await window.press("Escape")
  }

  @Test func pickersOfferWhatThereIsAndFilterByIt() async throws {
    let (window, directory) = try await window()
    defer { withExtendedLifetime(directory) {} }
    try await window.type("p")
    try await window.wait(for: "both paths to choose from") { rows in
      rows.contains { $0.contains("/ws/connect") }
        && rows.contains { $0.contains("Enter") || $0.contains("⏎") }
    }
    try await window.type("ws")
    try await window.press("Enter")
    try await window.wait(for: "a filter by the path") { rows in
      rows.first?.contains("path:\"/ws/connect\"") ?? false
    }
    try await window.press("Escape")
    try await window.wait(for: "no filter") { rows in
      !(rows.first?.contains("path:") ?? true) && rows.contains { $0.contains("/api/v1/messages") }
    }
    try await window.type("i")
    try await window.wait(forText: "10.0.3.1")
    try await window.type("203")
    try await window.press("Enter")
    try await window.wait(for: "a filter by the address") { rows in
      rows.first?.contains("203.0.113.7") ?? false
    }
  }

  @Test func theLogScrollsOpensAndFollowsAgain() async throws {
    let (window, directory) = try await window()
    defer { withExtendedLifetime(directory) {} }
    try await window.wait(forText: "following")
    try await window.press("Up")
    try await window.wait(for: "the log standing still") { rows in
      !rows.contains { $0.contains("following") }
    }
    try await window.press("Enter")
    try await window.wait(forText: "source      im.log")
    try await window.press("Escape")
    try await window.wait(forText: "Error log")
    try await window.press("End")
    try await window.wait(forText: "following")
  }

  @Test func aTerminalTypeThatIsNotKnownIsNamed() async throws {
    let directory = try TemporaryDirectory()
    let log = try SampleLog.write(to: directory.url)
    let window = try await TerminalWindow("TERM=nosuchterm \(Program.imtop) '\(log)'")
    try await window.wait(forText: "nosuchterm is not known here")
    try await window.wait(forText: "203.0.113.7")
  }

  @Test func everyViewAndTheHelpOpen() async throws {
    let (window, directory) = try await window()
    defer { withExtendedLifetime(directory) {} }
    for (key, text) in [
      ("2", "Lifetimes"), ("3", "im.log"), ("4", "ConnectionsLeak"), ("5", "Biggest movers"),
      ("6", "rotations"), ("1", "Heartbeat timeouts"), ("?", "follow"),
    ] {
      try await window.type(key)
      try await window.wait(forText: text)
    }
  }

  @Test func thePanelsFollowTheWindowsSizeDownToOneCell() async throws {
    let (window, directory) = try await window(width: 200, height: 60)
    defer { withExtendedLifetime(directory) {} }
    for (width, height) in [(80, 24), (1, 1), (120, 36)] {
      try await window.resize(width: width, height: height)
    }
    try await window.wait(for: "all panels at 120×36") { rows in
      rows.contains { $0.contains("Connections") && $0.contains("5xx rate") }
    }
  }

  @Test func stoppingAndGoingOnKeepsScreenAndTerminal() async throws {
    // A shell with jobs: without one nobody could let a stopped process go on, and it does not stop.
    let (window, directory) = try await window(before: "set -m; ", after: "; read answer; fg")
    defer { withExtendedLifetime(directory) {} }
    let pid = try await window.childPID(named: "imtop")
    kill(pid, SIGTSTP)
    try await window.wait(for: "a screen given back") { rows in
      !rows.contains { $0.contains("203.0.113.7") }
    }
    try await window.press("Enter")
    try await window.wait(forText: "203.0.113.7")
    try await window.type("2")
    try await window.wait(for: "an answer to a key") { rows in
      rows.contains { $0.contains("Lifetimes") }
    }
  }
}
