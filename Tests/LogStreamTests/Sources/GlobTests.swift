import LogModel
import Testing

@testable import LogStream

@Suite struct GlobTests {
  private final class Watched {
    let directory: TestDirectory
    var outlets: [String: RecordingOutlet] = [:]
    var trouble: LogSourceError?
    var now = Duration.zero
    lazy var source = GlobSource(
      pattern: directory.path("*.log*"),
      follows: true,
      report: { [unowned self] in trouble = $0 },
      makeSource: { [unowned self] path, isNew in
        let outlet = RecordingOutlet(number: outlets.count)
        outlets[String(path.dropFirst(directory.path.count + 1))] = outlet
        var options = FileSourceOptions()
        if isNew { options.start = .beginning }
        return FileSource(path: path, outlet: outlet, options: options, claims: claims)
      }
    )
    let claims = FileClaims()

    init() throws { directory = try TestDirectory() }

    func settle() {
      now += .seconds(2)
      while source.step(now: now) > .idle {}
    }

    var texts: [String: String] { outlets.mapValues(\.text) }
  }

  @Test func filesThatComeLaterAreFollowedFromTheirFirstLine() throws {
    let watched = try Watched()
    watched.directory.append("1\n", to: "a.log")
    watched.settle()
    watched.directory.append("2\n", to: "b.log")
    watched.directory.append("3\n", to: "a.log")
    watched.settle()
    #expect(watched.texts == ["a.log": "1\n3\n", "b.log": "2\n"])
  }

  @Test func patternWithoutFilesSaysSo() throws {
    let watched = try Watched()
    watched.settle()
    #expect(watched.trouble == .nothingMatches(watched.directory.path("*.log*")))
    watched.directory.append("1\n", to: "a.log")
    watched.settle()
    #expect(watched.trouble == nil)
  }

  @Test func rotationWithinThePatternDeliversEachLineOnce() throws {
    let watched = try Watched()
    watched.directory.append("1\n", to: "a.log")
    watched.settle()
    watched.directory.append("2\n", to: "a.log")
    watched.directory.rename("a.log", to: "a.log.1")
    watched.directory.append("3\n", to: "a.log")
    watched.settle()
    #expect(watched.texts == ["a.log": "1\n2\n3\n"])
  }

  @Test func rotatedAndCompressedFilesAreNoLogsOfTheirOwn() {
    #expect(
      GlobPattern.withoutRotated([
        "/l/a.log", "/l/a.log.1", "/l/a.log.2.gz", "/l/b.log.1", "/m/a.log.1", "/l/sub/",
      ]) == ["/l/a.log", "/l/b.log.1", "/m/a.log.1"]
    )
  }

  @Test func packedFilesOfWhichTheLogIsNotThereAreRead() throws {
    let paths = ["/l/a.log.1", "/l/a.log.1.gz", "/l/a.log.2.gz", "/l/b.log", "/l/b.log.2.gz"]
    #expect(
      GlobPattern.withoutRotated(paths, includesPacked: true)
        == ["/l/a.log.1", "/l/a.log.2.gz", "/l/b.log"]
    )
  }

  @Test func directoryNameIsNoPattern() {
    #expect(GlobPattern.everything(in: "/var/log/[im]/") == "/var/log/\\[im]/*")
  }
}
