import LogModel
import Testing

@testable import LogStream

/// Files on a file system of which the system does not tell when they change, such as NFS: they are only
/// looked at from time to time.
@Suite struct PollingTests {
  private let directory: TestDirectory
  private let sink = RecordingSink()

  init() throws { directory = try TestDirectory() }

  /// Follows `im.log` by looking alone, lets `change` happen and waits for the text.
  private func follow(
    _ first: String,
    until text: String,
    _ change: (TestDirectory) async throws -> Void
  ) async throws -> LogSourceStatus {
    directory.append(first, to: "im.log")
    var options = LogIngestOptions()
    options.noticing = .polling
    let ingest = LogIngest(
      locations: [.file(directory.path("im.log"))],
      options: options,
      sink: sink
    )
    ingest.start()
    defer { ingest.stop() }
    try await eventually { sink.texts["im.log"] == first }
    try await change(directory)
    try await eventually { sink.texts["im.log"] == text }
    return try #require(ingest.statuses.first)
  }

  @Test func newLinesAreFound() async throws {
    let status = try await follow("one\n", until: "one\ntwo\n") { $0.append("two\n", to: "im.log") }
    #expect(status.gaps == 0)
  }

  @Test func renamedFileIsReadToItsEnd() async throws {
    let status = try await follow("one\n", until: "one\ntwo\nthree\n") { directory in
      directory.append("two\n", to: "im.log")
      directory.rename("im.log", to: "im.log.1")
      directory.append("three\n", to: "im.log")
    }
    #expect((status.gaps, status.rotations) == (0, 1))
  }

  @Test func copiedAndTruncatedFileIsReadToItsEnd() async throws {
    let status = try await follow("one\n", until: "one\ntwo\nthree, longer than before\n") {
      directory in
      directory.append("two\n", to: "im.log")
      directory.copy("im.log", to: "im.log.1")
      directory.overwrite("im.log", with: "three, longer than before\n")
    }
    #expect((status.gaps, status.rotations) == (0, 1))
  }

  @Test func fileThatIsCreatedAnewIsReadFromItsFirstLine() async throws {
    _ = try await follow("one\n", until: "one\ntwo\n") { directory in
      directory.delete("im.log")
      directory.append("two\n", to: "im.log")
    }
  }

  @Test func symlinkThatPointsElsewhereIsFollowed() async throws {
    directory.append("", to: "a.log")
    directory.append("two\n", to: "b.log")
    directory.link("im.log", to: "a.log")
    _ = try await follow("one\n", until: "one\ntwo\n") { $0.link("im.log", to: "b.log") }
  }

  @Test func whatWasWrittenToAnEmptyFileAndTakenAwayBetweenTwoLooksIsAGap() throws {
    let file = try FollowedFile()
    file.append("one\n")
    file.settle()
    file.directory.overwrite("im.log", with: "")
    file.settle()
    let gaps = file.status.gaps
    file.wait()
    file.append("never seen\n")
    file.directory.overwrite("im.log", with: "")
    file.settle()
    #expect(file.status.gaps == gaps + 1)
    file.settle()
    #expect(file.status.gaps == gaps + 1)
  }

  @Test func whatItsCopyStillHoldsIsNone() throws {
    let file = try FollowedFile()
    file.append("one\n")
    file.settle()
    file.directory.copy("im.log", to: "im.log.2")
    file.directory.overwrite("im.log", with: "")
    file.settle()
    file.wait()
    file.append("two\n")
    file.directory.copy("im.log", to: "im.log.1")
    file.directory.overwrite("im.log", with: "")
    file.settle()
    #expect(file.text == "one\ntwo\n")
    #expect(file.status.gaps == 0)
  }
}

@Suite struct FileSystemTests {
  private static let mounts = """
    22 28 0:20 / /proc rw,nosuid - proc proc rw
    28 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
    90 28 0:52 / /var/log/im rw,relatime shared:40 - nfs4 filer:/logs rw,vers=4.2
    """

  @Test func theKindOfADeviceStandsInTheTableOfMounts() {
    #expect(FileSystem.kind(of: 8 << 8 | 1, in: Self.mounts) == "ext4")
    #expect(FileSystem.kind(of: 52, in: Self.mounts) == "nfs4")
    #expect(FileSystem.kind(of: 53, in: Self.mounts) == "")
    #expect(FileSystem.kind(of: 52, in: "x\n90 28 0:52 -") == "")
  }

  @Test func theTestsDirectoryIsLocal() throws {
    #expect(FileSystem.isLocal(try TestDirectory().path("im.log")))
  }
}
