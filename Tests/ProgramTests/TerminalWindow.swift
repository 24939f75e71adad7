import Foundation
import Testing

/// A real terminal, of which tests read the screen and press the keys: a tmux server of its own.
final class TerminalWindow: Sendable {
  private let socket = "imtop-test-\(UUID().uuidString.prefix(8))"
  private let home: TemporaryDirectory

  /// A directory that goes with the window.
  var directory: URL { home.url }

  /// Whether tmux is here.
  static let isAvailable = FileManager.default.isExecutableFile(atPath: tmuxPath)

  private static let tmuxPath = "/usr/bin/tmux"

  /// Runs `command` with `sh` in a window of the given size.
  init(
    _ command: String,
    width: Int = 120,
    height: Int = 36,
    environment: [String: String] = [:]
  )
    async throws
  {
    home = try TemporaryDirectory()
    let settings = environment.map { "\($0)='\($1)' " }.sorted().joined()
    let script = "cd '\(home.url.path)'; export \(settings) TERM=xterm-256color; \(command)"
    _ = try await tmux([
      "-f", "/dev/null", "new-session", "-d", "-x", "\(width)", "-y", "\(height)", "sh", "-c",
      "\(script); sleep 600",
    ])
  }

  deinit {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.tmuxPath)
    process.arguments = ["-L", socket, "kill-server"]
    process.standardError = FileHandle.nullDevice
    try? process.run()
  }

  /// The screen's rows.
  func screen() async throws -> [String] {
    try await tmux(["capture-pane", "-p", "-t", "0"]).output
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Presses keys, named as tmux names them.
  func press(_ keys: String...) async throws {
    _ = try await tmux(["send-keys", "-t", "0"] + keys)
  }

  /// Types text.
  func type(_ text: String) async throws {
    _ = try await tmux(["send-keys", "-t", "0", "-l", text])
  }

  /// Gives the window another size.
  func resize(width: Int, height: Int) async throws {
    _ = try await tmux(["resize-window", "-t", "0", "-x", "\(width)", "-y", "\(height)"])
  }

  /// Waits until the screen is as wanted; fails with the screen after `seconds`.
  @discardableResult
  func wait(
    for what: String,
    seconds: Double = 20,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: ([String]) -> Bool
  ) async throws -> [String] {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var rows: [String] = []
    while ContinuousClock.now < deadline {
      rows = try await screen()
      if condition(rows) { return rows }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record(
      "no \(what) within \(seconds) s; the screen:\n\(rows.joined(separator: "\n"))",
      sourceLocation: sourceLocation
    )
    throw Timeout(what: what)
  }

  /// Waits until a row holds the text.
  @discardableResult
  func wait(
    forText text: String,
    seconds: Double = 20,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> [String] {
    try await wait(for: "\"\(text)\"", seconds: seconds, sourceLocation: sourceLocation) { rows in
      rows.contains { $0.contains(text) }
    }
  }

  /// Waits until a file in the window's directory has been written to its end, a line `done`.
  func wait(forFile name: String, seconds: Double = 20) async throws -> String {
    let url = directory.appendingPathComponent(name)
    let deadline = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < deadline {
      if let text = try? String(contentsOf: url, encoding: .utf8), text.hasSuffix("done\n") {
        return text
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("no file \(name); the screen:\n\(try await screen().joined(separator: "\n"))")
    throw Timeout(what: name)
  }

  /// The process that runs in the window, behind the shell.
  func childPID(named name: String) async throws -> Int32 {
    let shell = try await tmux(["display-message", "-p", "-t", "0", "#{pane_pid}"]).output
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let found = try await Program.run("/usr/bin/pgrep", ["-P", shell, "-x", name])
    return try #require(Int32(found.output.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  struct Timeout: Error {
    var what: String
  }

  private func tmux(_ arguments: [String]) async throws -> Program.Result {
    try await Program.run(Self.tmuxPath, ["-L", socket] + arguments)
  }
}
