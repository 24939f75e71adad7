import Foundation
import Testing

/// What `imtop logs` writes to a real terminal.
@Suite struct LogsTerminalTests {
  /// Lines with everything that a terminal would obey.
  private static let hostile: String = {
    let texts = [
      #"raw \#u{1b}[31mred\#u{1b}]52;c;aGk=\#u{7}"#, #"escaped \u001b[2J\u0007\u009b31m\u202e"#,
      "c1 \u{9b}31m\u{85}", "bidi \u{202e}abc\u{2066}\u{200f}", "moves \u{8}\u{7f}\u{0}\r\u{b}",
    ]
    let lines = texts.map {
      #"{"time":"2026-11-23T06:00:10Z","level":"error","msg":"\#($0)","path":"/a\u001b[1m","#
        + #""status":503,"token":"geheim","own\u001b[1m":"\u001b]0;x\u0007"}"#
    }
    return (lines + texts.map { "2026-11-23 06:00:11 ERROR \($0) password=geheim" })
      .joined(separator: "\n") + "\n"
  }()

  /// What arrives at a terminal on which `imtop logs` runs with these options over a log.
  private func terminal(_ options: String, _ log: String = hostile) async throws -> String {
    let directory = try TemporaryDirectory()
    let path = try SampleLog.write(log, to: directory.url, name: "im.log")
    let raw = directory.file("raw")
    let result = try await Program.run(
      "/usr/bin/script",
      ["-qefc", "'\(Program.imtop)' logs '' '\(path)' \(options)", raw.path],
      environment: ["TZ": "UTC", "SHELL": "/bin/sh", "TERM": "xterm-256color", "NO_COLOR": ""]
    )
    #expect(result.status == 0, "\(options)")
    let lines = String(decoding: try Data(contentsOf: raw), as: UTF8.self)
      .components(separatedBy: "\n")
    // The recorder's own first and last line tell when it began and ended.
    return lines.filter { !$0.hasPrefix("Script ") }.joined(separator: "\n")
      .replacing("\r\n", with: "\n")
  }

  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0a, 0x09: false
    case 0..<0x20, 0x7f..<0xa0, 0x200e...0x200f, 0x202a...0x202e, 0x2066...0x2069: true
    default: false
    }
  }

  @Test(arguments: [
    "--color never", "--color never --fields message,path,own", "--color never --json",
    "--color never --tail 3", "--color never -C 2", "--color never --by path",
    "--color never --stats",
    "--color never --by message --json", "--color never --stats --json",
    "--color never --histogram",
  ])
  func nothingThatATerminalObeysComesFromALog(_ options: String) async throws {
    let text = try await terminal(options)
    #expect(text.count > 20, "\(options)")
    #expect(
      !text.unicodeScalars.contains(where: Self.isObeyed),
      "\(options): \(text.debugDescription)"
    )
  }

  @Test(arguments: ["", "--fields message,path", "--tail 3", "-C 2", "--color always"])
  func coloursAreTheOnlySequences(_ options: String) async throws {
    let text = try await terminal(options)
    #expect(text.contains("\u{1b}[31m"))
    let plain = text.replacing(/\u{1b}\[[0-9;]*m/, with: "")
    #expect(!plain.unicodeScalars.contains(where: Self.isObeyed), "\(plain.debugDescription)")
  }

  @Test(arguments: ["", "--json", "--fields message,token", "--by token", "--tail 2"])
  func secretsAreMasked(_ options: String) async throws {
    let text = try await terminal(options)
    #expect(text.contains("***") && !text.contains("geheim"), "\(options)")
  }

  @Test func bytesComeAsTheyAreIntoAPipe() async throws {
    let directory = try TemporaryDirectory()
    let path = try SampleLog.write(
      "2026-11-23 06:00:11 ERROR \u{1b}[31mred\n",
      to: directory.url,
      name: "im.log"
    )
    let result = try await Program.run(Program.imtop, ["logs", "", path])
    #expect(result.output.contains("\u{1b}[31mred"))
  }

  @Test(.enabled(if: TerminalWindow.isAvailable))
  func theLastLinesOfALogThatIsWrittenToComeAtOnce() async throws {
    let window = try await TerminalWindow(
      "(i=0; while i=$((i+1)); do echo \"2026-11-23 06:00:00 ERROR line $i end\"; "
        + "sleep 0.05; done > im.log) & "
        + "'\(Program.imtop)' logs 'level >= error' im.log --follow --tail 2; kill %1"
    )
    let rows = try await window.wait(forText: "ERROR line")
    let first = rows.compactMap { $0.split(separator: "line ").last?.prefix { $0.isNumber } }.first
    #expect(first.flatMap { Int($0) } ?? 0 > 1)
    try await window.press("C-c")
  }

  @Test(.enabled(if: TerminalWindow.isAvailable))
  func whatComesToAnEmptyLogIsNew() async throws {
    let window = try await TerminalWindow(
      "touch im.log; '\(Program.imtop)' logs 'level >= error' im.log --follow --tail 2 > out & "
        + "sleep 2; for i in $(seq 30); do echo \"2026-11-23 06:00:00 ERROR n=$i.\" >> im.log; "
        + "sleep 0.01; done; until grep -q n=30 out; do sleep 0.1; done; wc -l out; kill %1"
    )
    let rows = try await window.wait(forText: " out")
    #expect(rows.contains { $0.contains("30 out") })
  }

  @Test(.enabled(if: TerminalWindow.isAvailable))
  func aLogThatIsMissingIsWaitedFor() async throws {
    let window = try await TerminalWindow("'\(Program.imtop)' logs '' im.log --follow; echo over")
    let rows = try await window.wait(forText: "waiting for it")
    #expect(rows.allSatisfy { !$0.contains("over") })
    let log = window.directory.appendingPathComponent("im.log")
    try Data("2026-11-23 06:00:06 ERROR third\n".utf8).write(to: log)
    try await window.wait(forText: "ERROR third")
    try await window.press("C-c")
  }

  @Test(.enabled(if: TerminalWindow.isAvailable))
  func followingGoesOnThroughARotation() async throws {
    let window = try await TerminalWindow(
      "printf '2026-11-23 06:00:0%d ERROR first %d\\n' 1 1 2 2 3 3 > im.log; "
        + "'\(Program.imtop)' logs 'level >= error' im.log --follow --tail 2"
    )
    let rows = try await window.wait(forText: "first 3")
    #expect(rows.contains { $0.contains("first 2") } && !rows.contains { $0.contains("first 1") })
    let log = window.directory.appendingPathComponent("im.log")
    func append(_ text: String) throws {
      let handle = try FileHandle(forWritingTo: log)
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(text.utf8))
      try handle.close()
    }
    try append("2026-11-23 06:00:04 INFO quiet\n2026-11-23 06:00:05 ERROR second \u{1b}[2J\n")
    try await window.wait(forText: "second")
    try FileManager.default.moveItem(at: log, to: log.appendingPathExtension("1"))
    try Data("2026-11-23 06:00:06 ERROR third\n".utf8).write(to: log)
    let last = try await window.wait(forText: "third")
    #expect(last.contains { $0.contains("first 3") } && !last.contains { $0.contains("quiet") })
    try await window.press("C-c")
  }

  @Test(.enabled(if: TerminalWindow.isAvailable))
  func aLongSearchShowsHowFarItIsAndTidiesUp() async throws {
    let window = try await TerminalWindow(
      "yes '2026-11-23 06:00:01 ERROR the same line, again and again and again' | head -n 400000 "
        + "> im.log; '\(Program.imtop)' logs nosuchword im.log; echo finished $?"
    )
    let rows = try await window.wait(for: "a bar", seconds: 60) { rows in
      rows.contains {
        $0.contains("im.log  [#") && $0.contains(" %  ") && $0.hasSuffix("records/s")
      }
    }
    #expect(!rows.contains { $0.contains("finished") })
    let last = try await window.wait(forText: "finished 1", seconds: 120)
    #expect(!last.contains { $0.contains("records/s") })
  }
}
