import FoundationEssentials
import IMServer
import Testing

@Suite struct LogRotationTests {
  private let path = FileManager.default.temporaryDirectory.path + "/log-\(UUID().uuidString)"

  private func text(_ suffix: String = "") -> String? {
    FileManager.default.contents(atPath: path + suffix).map { String(decoding: $0, as: UTF8.self) }
  }

  private func removeAll() {
    for suffix in ["", ".1", ".2", ".3"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }

  private func write(_ log: LogWriter, _ message: String) async throws {
    let before = log.figures.written
    log.write(LogEntry(time: WallTime(milliseconds: 0), severity: .info, message: message))
    try await eventually("it is written") { log.figures.written > before }
  }

  @Test func fullFileIsRenamedAndTheOldestGoes() async throws {
    defer { removeAll() }
    let log = try LogWriter(path: path, rotation: LogRotation(limit: 100, keep: 2))
    for number in 0..<4 {
      try await write(log, "line \(number) " + String(repeating: "x", count: 60))
    }
    await log.close()
    #expect(text()?.contains("line 3") == true)
    #expect(text(".1")?.contains("line 2") == true)
    #expect(text(".2")?.contains("line 1") == true)
    #expect(text(".3") == nil)
  }

  @Test func reopenedLogGoesToTheNewFile() async throws {
    defer { removeAll() }
    let log = try LogWriter(path: path)
    try await write(log, "before")
    try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
    try await write(log, "between")
    log.reopen()
    try await eventually("it is opened") { text() != nil }
    try await write(log, "after")
    await log.close()
    #expect(text(".1")?.contains("between") == true)
    #expect(text()?.contains("after") == true)
    #expect(text()?.contains("between") == false)
  }

  @Test func fileThatCannotBeReopenedGoesOnBeingWritten() async throws {
    let directory = path + ".d"
    try FileManager.default.createDirectory(
      atPath: directory,
      withIntermediateDirectories: false
    )
    let log = try LogWriter(path: directory + "/im.log")
    try await write(log, "before")
    try FileManager.default.removeItem(atPath: directory)
    log.reopen()
    try await write(log, "after")
    await log.close()
    #expect(log.figures == .init(written: 2, dropped: 0))
  }
}
