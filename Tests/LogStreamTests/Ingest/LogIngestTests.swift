import Dispatch
import Glibc
import LogModel
import MetricsModel
import Synchronization
import Testing

@testable import LogStream

/// The threads together: real files, pipes and programs.
@Suite struct LogIngestTests {
  private func ingest(
    _ locations: [LogLocation],
    into sink: RecordingSink = RecordingSink(),
    change: (inout LogIngestOptions) -> Void = { _ in }
  ) -> LogIngest {
    var options = LogIngestOptions()
    options.spoolDirectory = "/tmp"
    change(&options)
    let ingest = LogIngest(locations: locations, options: options, sink: sink)
    ingest.start()
    return ingest
  }

  @Test(arguments: [LogIngestOptions.Noticing.notified, .polling])
  func fileIsFollowedThroughARotation(noticing: LogIngestOptions.Noticing) async throws {
    let directory = try TestDirectory()
    directory.append("1\n", to: "im.log")
    let sink = RecordingSink()
    let ingest = ingest([.file(directory.path("im.log"))], into: sink) { $0.noticing = noticing }
    defer { ingest.stop() }
    try await eventually { sink.texts == ["im.log": "1\n"] }
    directory.append("2\n", to: "im.log")
    try await eventually { sink.texts == ["im.log": "1\n2\n"] }
    directory.rename("im.log", to: "im.log.1")
    directory.append("3\n", to: "im.log")
    try await eventually { sink.texts == ["im.log": "1\n2\n3\n"] }
    #expect(ingest.statuses.map(\.rotations) == [1])
    try await eventually { ingest.statuses.map(\.lines) == [3] }
  }

  @Test func whatIsSaidOfAPatternHoldsForAllItsFiles() async throws {
    let directory = try TestDirectory()
    for name in ["a.log", "b.log"] {
      directory.append(#"{"msg":"x","path":"/a","status":200,"took":7}"# + "\n", to: name)
    }
    directory.append("other\n", to: "c.txt")
    let store = LogStore()
    let hints = [FormatHints(), FormatHints(role: .edge)]
    let ingest = LogIngest(
      locations: [.file(directory.path("c.txt")), .glob(directory.path("*.log"))],
      sink: StoreSink(store: store, hints: { hints[$0] }, clock: { .init(seconds: 1_800_000_000) })
    )
    ingest.start()
    defer { ingest.stop() }
    try await eventually { ingest.statuses.map(\.role) == [nil, .edge, .edge] }
  }

  @Test func fileThatCameAndWentUnseenIsTold() async throws {
    let directory = try TestDirectory()
    directory.append("1\n", to: "im.log")
    let sink = RecordingSink()
    let ingest = ingest([.file(directory.path("im.log"))], into: sink)
    defer { ingest.stop() }
    try await eventually { sink.texts == ["im.log": "1\n"] }
    try await eventually { ingest.statuses.first?.health == .following }
    directory.rename("im.log", to: "im.log.1")
    directory.append("lost\n", to: "im.log")
    directory.delete("im.log")
    directory.append("3\n", to: "im.log")
    try await eventually { sink.texts["im.log"]?.hasSuffix("3\n") == true }
    let isSeen = sink.texts["im.log"] == "1\nlost\n3\n"
    #expect(isSeen || ingest.statuses.map(\.gaps) == [1])
  }

  @Test func filesReadOnceEndWithAllTheirLines() throws {
    let directory = try TestDirectory()
    directory.append("1\n2\nlast", to: "im.log")
    directory.append("3\n", to: "other.log")
    let sink = RecordingSink()
    let ingest = ingest([.directory(directory.path)], into: sink) {
      $0.follows = false
      $0.start = .beginning
    }
    #expect(ingest.waitUntilEnded(timeout: .seconds(10)))
    #expect(sink.texts == ["im.log": "1\n2\nlast\n", "other.log": "3\n"])
    #expect(ingest.statuses.map(\.health) == [.ended, .ended])
  }

  @Test func namedPipeIsReadThroughSeveralWriters() async throws {
    let directory = try TestDirectory()
    #expect(mkfifo(directory.path("pipe"), 0o600) == 0)
    let sink = RecordingSink()
    let ingest = ingest([.file(directory.path("pipe"))], into: sink)
    defer { ingest.stop() }
    try await eventually { ingest.statuses.first?.health == .following }
    directory.append("1\nhalf", to: "pipe")
    try await eventually { sink.texts == ["pipe": "1\nhalf\n"] }
    directory.append("2\n", to: "pipe")
    try await eventually { sink.texts == ["pipe": "1\nhalf\n2\n"] }
  }

  @Test(arguments: ["sh", "/bin/sh"])
  func commandIsReadAndItsEndIsTold(program: String) async throws {
    let sink = RecordingSink()
    let ingest = ingest(
      [.command([program, "-c", "echo one; echo two; echo why >&2; exit 3"])],
      into: sink
    )
    defer { ingest.stop() }
    try await eventually { sink.texts["sh"]?.hasPrefix("one\ntwo\n") == true }
    try await eventually {
      guard case .down(let reason) = ingest.statuses.first?.health else { return false }
      return reason.hasSuffix("exited with 3: why; starting it again")
    }
  }

  @Test func programThatIsMissingIsSaid() async throws {
    let ingest = ingest([.command(["imtop-no-such-program"])])
    defer { ingest.stop() }
    try await eventually {
      guard case .down(let reason) = ingest.statuses.first?.health else { return false }
      return reason.hasPrefix("imtop-no-such-program could not be run")
    }
  }

  @Test func stoppingEndsALongRunningCommand() async throws {
    let sink = RecordingSink()
    let ingest = ingest([.command(["sh", "-c", "echo $$; exec sleep 1000"])], into: sink)
    try await eventually { sink.texts["sh"]?.hasSuffix("\n") == true }
    let text = try #require(sink.texts["sh"])
    let process = try #require(pid_t(text.dropLast()))
    ingest.stop()
    try await eventually { kill(process, 0) != 0 }
  }

  @Test func errorOfTheSinkCostsOneBlockAndIsCounted() async throws {
    let directory = try TestDirectory()
    directory.append("good\n", to: "im.log")
    let sink = RecordingSink { $0.contains("bad") }
    let ingest = ingest([.file(directory.path("im.log"))], into: sink)
    defer { ingest.stop() }
    try await eventually { sink.texts == ["im.log": "good\n"] }
    directory.append("bad\nbad\n", to: "im.log")
    try await eventually { ingest.statuses.map(\.dropped) == [2] }
    directory.append("good again\n", to: "im.log")
    try await eventually { sink.texts == ["im.log": "good\ngood again\n"] }
  }

  @Test func statusAndGrowthAreTold() async throws {
    let directory = try TestDirectory()
    directory.append("1\n", to: "im.log")
    let seen = Mutex<(appends: Int, statuses: [LogSourceStatus])>((0, []))
    let ingest = LogIngest(
      locations: [.file(directory.path("im.log"))],
      sink: RecordingSink(),
      onStatus: { statuses in seen.withLock { $0.statuses = statuses } },
      onAppend: { seen.withLock { $0.appends += 1 } }
    )
    ingest.start()
    defer { ingest.stop() }
    try await eventually {
      seen.withLock { $0.appends == 1 && $0.statuses.map(\.health) == [.following] }
    }
  }

  @Test func slowSinkMakesTheFileLagAndLosesNothing() async throws {
    let directory = try TestDirectory()
    directory.append("", to: "im.log")
    let gate = DispatchSemaphore(value: 0)
    let sink = RecordingSink { _ in
      gate.wait()
      gate.signal()
      return false
    }
    let ingest = ingest([.file(directory.path("im.log"))], into: sink) { $0.lineLimit = 100 }
    defer { ingest.stop() }
    try await eventually { ingest.statuses.first?.health == .following }
    let lines = (0..<2000).map { "line \($0)\n" }.joined()
    directory.append(lines, to: "im.log")
    try await eventually { (ingest.statuses.first?.lagBytes ?? 0) > 10_000 }
    gate.signal()
    try await eventually { sink.texts == ["im.log": lines] }
    try await eventually { ingest.statuses.first?.lagBytes == 0 }
  }

  @Test func stopEndsTheThreadsEvenWithNothingToRead() throws {
    let ingest = ingest([.file("/nonexistent/im.log"), .glob("/nonexistent/*.log")])
    let begin = ContinuousClock.now
    ingest.stop()
    #expect(ContinuousClock.now - begin < .seconds(1))
    #expect(ingest.waitUntilEnded(timeout: .zero))
  }
}
