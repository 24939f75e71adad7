import FoundationEssentials
import IMServer
import Testing

@Suite struct LogWriterTests {
  private let path = FileManager.default.temporaryDirectory.path + "/log-\(UUID().uuidString)"

  private func line(_ number: Int) -> LogLine {
    LogLine(time: WallTime(milliseconds: 0), level: .info, message: "line \(number)")
  }

  @Test func linesOfManyThreadsAllArriveWhole() async throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let log = try LogWriter(path: path)
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask { for number in 0..<500 { log.write(line(writer * 500 + number)) } }
      }
    }
    await log.close()
    let text = String(
      decoding: try #require(FileManager.default.contents(atPath: path)),
      as: UTF8.self
    )
    let lines = text.split(separator: "\n")
    #expect(lines.count == 4000)
    #expect(Set(lines).count == 4000)
    #expect(log.figures == .init(written: 4000, dropped: 0))
  }

  @Test func fileIsAppendedTo() async throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    for number in 0..<2 {
      let log = try LogWriter(path: path)
      log.write(line(number))
      await log.close()
    }
    let text = String(
      decoding: try #require(FileManager.default.contents(atPath: path)),
      as: UTF8.self
    )
    #expect(text.split(separator: "\n").count == 2)
  }

  @Test func fullQueueDropsAndCounts() async throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let log = try LogWriter(path: path, capacity: 0)
    log.write(line(0))
    await log.close()
    log.write(line(1))
    #expect(log.figures == .init(written: 0, dropped: 2))
  }

  @Test func deviceThatIsFullIsCounted() async throws {
    let log = try LogWriter(path: "/dev/full")
    log.write(line(0))
    await log.close()
    #expect(log.figures == .init(written: 0, dropped: 1))
  }

  @Test func pathThatCannotBeOpenedIsNamed() {
    #expect(throws: GatewayError.logNotWritable(path: "/nowhere/im.log", errno: 2)) {
      try LogWriter(path: "/nowhere/im.log")
    }
  }
}
