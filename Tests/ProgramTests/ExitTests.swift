import Foundation
import Testing

/// Every way out leaves the terminal as it was.
@Suite(.enabled(if: TerminalWindow.isAvailable, "tmux is not installed"), .serialized)
struct ExitTests {
  /// A window in which imtop runs between two looks at the terminal's settings.
  func window(width: Int = 100, height: Int = 30) async throws -> TerminalWindow {
    let window = try await TerminalWindow(
      """
      stty -a > before; while [ ! -e im.log ]; do sleep 0.05; done; \
      \(Program.imtop) im.log; echo "status $?" > after; stty -a >> after; echo done >> after
      """,
      width: width,
      height: height,
      environment: ["LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"]
    )
    _ = try SampleLog.write(to: window.directory)
    try await window.wait(forText: "hub queue full")
    return window
  }

  /// Checks that the terminal's settings are those from before, and gives the exit status.
  func end(of window: TerminalWindow) async throws -> String {
    let after = try await window.wait(forFile: "after")
    let before = try String(
      contentsOf: window.directory.appendingPathComponent("before"),
      encoding: .utf8
    )
    let lines = after.split(separator: "\n", maxSplits: 1)
    let settings = String(lines[1]).replacingOccurrences(of: "done\n", with: "")
    #expect(settings.withoutSize == before.withoutSize)
    return String(lines[0])
  }

  @Test func qLeaves() async throws {
    let window = try await window()
    try await window.press("q")
    #expect(try await end(of: window) == "status 0")
  }

  @Test func controlCLeaves() async throws {
    let window = try await window()
    try await window.press("C-c")
    #expect(try await end(of: window) == "status 0")
  }

  @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129), (SIGINT, 130)])
  func aSignalEndsIt(_ signal: Int32, status: Int) async throws {
    let window = try await window()
    kill(try await window.childPID(named: "imtop"), signal)
    #expect(try await end(of: window) == "status \(status)")
  }

  @Test(arguments: [SIGSEGV, SIGABRT, SIGILL])
  func aCrashRestoresTheTerminal(_ signal: Int32) async throws {
    let window = try await window()
    kill(try await window.childPID(named: "imtop"), signal)
    #expect(try await end(of: window) == "status \(128 + signal)")
  }

  @Test func smallestSizeThenQuit() async throws {
    let window = try await window()
    try await window.resize(width: 1, height: 1)
    try await window.wait(for: "a screen of one cell") { $0.filter { !$0.isEmpty }.count <= 1 }
    try await window.resize(width: 80, height: 24)
    try await window.wait(forText: "hub queue full")
    try await window.press("q")
    #expect(try await end(of: window) == "status 0")
  }
}

extension String {
  /// The settings without rows and columns.
  fileprivate var withoutSize: String {
    split(separator: "\n").dropFirst().joined(separator: "\n")
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
