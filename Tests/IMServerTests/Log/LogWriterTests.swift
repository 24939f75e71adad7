import FoundationEssentials
import Glibc
import IMServer
import Testing

@Suite struct LogWriterTests {
  private let path = FileManager.default.temporaryDirectory.path + "/log-\(UUID().uuidString)"

  private func line(_ number: Int) -> LogEntry {
    LogEntry(time: WallTime(milliseconds: 0), severity: .info, message: "line \(number)")
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

  @Test func whatWasDroppedIsSaidInTheNextLineThatGetsThrough() async throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    // A pipe that nobody reads yet: the log's thread waits, and the queue fills.
    #expect(mkfifo(path, 0o600) == 0)
    let reader = open(path, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    let log = try LogWriter(path: path, capacity: 1000)
    let long = String(repeating: "x", count: 100_000)
    log.write(LogEntry(time: WallTime(milliseconds: 0), severity: .info, message: long))
    try await eventually("the queue is full") {
      log.write(line(1))
      return log.figures.dropped > 2
    }
    let dropped = log.figures.dropped
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    try await eventually("it is said") {
      while case let count = read(reader, &buffer, buffer.count), count > 0 {
        text += String(decoding: buffer[..<count], as: UTF8.self)
      }
      // The log's thread may have told of the first few already when the last were dropped.
      let said = text.split(separator: "\"dropped\":").dropFirst()
      return said.compactMap { Int($0.prefix(while: \.isNumber)) }.reduce(0, +) == dropped
    }
    await log.close()
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
