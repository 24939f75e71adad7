import Foundation
import LogModel
import Testing

@testable import LogStream

/// Files that rotation has packed.
@Suite struct PackedFileTests {
  /// `old line 0` to `old line 99`, packed by gzip.
  private static let packed = """
    H4sIAAAAAAACA03UMW4DIAxA0T2nyBEKBmzfpx0qRcn9t04Vb/vbE2DzeX0/X7/vn+fX4/Of4+a8GTfXzX3z3MybdbMh\
    5PAG4EAckANzgA7UATtwJ+70nLgTd+JO3Ik7cSfuxA3cwA0vGDdwAzdwAzdwA3fhLtyFu3xZ3IW7cBfuwl24G3fjbtyN\
    ux0p3I27cTfuxj24B/fgHtyDe5xl3IN7cA9u4iZu4iZu4iZuukS4iZu4hVu4hVu4hVu4hVtuL27hNm7jNm7jNm7jNm7j\
    tt9GP/4A83+Eh6YEAAA=
    """
  private static let text = (0..<100).map { "old line \($0)\n" }.joined()

  private func bytes() throws -> [UInt8] { Array(try #require(Data(base64Encoded: Self.packed))) }

  @Test func packedFileIsReadByItsName() async throws {
    let directory = try TestDirectory()
    directory.append(try bytes(), to: "im.log.2.gz")
    let sink = RecordingSink()
    var options = LogIngestOptions()
    options.follows = false
    let ingest = LogIngest(
      locations: [.file(directory.path("im.log.2.gz"))],
      options: options,
      sink: sink
    )
    ingest.start()
    #expect(ingest.waitUntilEnded(timeout: .seconds(10)))
    #expect(sink.texts["im.log.2.gz"] == Self.text)
    #expect(ingest.statuses.first?.health == .ended)
  }

  @Test(arguments: [true, false]) func packedFilesAreReadByAPattern(follows: Bool) async throws {
    let directory = try TestDirectory()
    directory.append(try bytes(), to: "im.log.2.gz")
    let sink = RecordingSink()
    var options = LogIngestOptions()
    options.follows = follows
    let ingest = LogIngest(
      locations: [.glob(directory.path("*.gz"))],
      options: options,
      sink: sink
    )
    ingest.start()
    defer { ingest.stop() }
    try await eventually { sink.texts["im.log.2.gz"] == Self.text }
    try await eventually { ingest.statuses.map(\.health) == [.ended] }
  }

  @Test(arguments: [150, 215]) func damagedFileIsReadAsFarAsItGoesAndSaid(length: Int) throws {
    let directory = try TestDirectory()
    directory.append(Array(try bytes().prefix(length)), to: "im.log.gz")
    let sink = RecordingSink()
    var options = LogIngestOptions()
    options.follows = false
    let path = directory.path("im.log.gz")
    let ingest = LogIngest(locations: [.file(path)], options: options, sink: sink)
    ingest.start()
    #expect(ingest.waitUntilEnded(timeout: .seconds(10)))
    let text = try #require(sink.texts["im.log.gz"])
    #expect(text.count > 20 && Self.text.hasPrefix(text.dropLast()))
    guard case .down(let reason) = ingest.statuses.first?.health else {
      Issue.record("a file that ends too soon was taken for whole")
      return
    }
    #expect(reason == "\(path) cannot be unpacked to its end: unexpected end of file")
  }

  @Test func rotatedFilesAreThePastInTheirOrder() throws {
    let file = try followed()
    file.directory.append(try bytes(), to: "im.log.2.gz")
    let later = (100..<200).map { "later line \($0)\n" }.joined()
    file.directory.append(later, to: "im.log.1")
    file.append("newest\n")
    let times = [("im.log.2.gz", 1_000.0), ("im.log.1", 2_000.0)]
    for (name, seconds) in times {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: seconds)],
        ofItemAtPath: file.directory.path(name)
      )
    }
    file.settle()
    let past = file.outlet.blocks.filter { $0.order == .history }.reversed()
    let text = past.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
    #expect(text == Self.text + later)
    #expect(file.outlet.blocks.first?.bytes == Array("newest\n".utf8))
    #expect(file.status.gaps == 0)
    file.append("newer\n")
    file.settle()
    #expect(file.outlet.blocks.last?.bytes == Array("newer\n".utf8))
  }

  @Test func copiesThatHaveLostTheirTimesAreOrderedByTheirRecords() throws {
    let directory = try TestDirectory()
    for (number, second) in [(3, 10), (1, 30), (2, 20)] {
      directory.append("\(clock(second)) INFO a\n", to: "im.log.\(number)")
      directory.date("im.log.\(number)", seconds: 1_000 - second)
      directory.append("no time \(number)\n", to: "old.log.\(number)")
      directory.date("old.log.\(number)", seconds: 1_000 + number)
    }
    func order(_ name: String) -> [String] {
      LogLocation.withRotated(directory.path(name)).map {
        String($0.dropFirst(directory.path.count))
      }
    }
    #expect(order("im.log") == ["/im.log.3", "/im.log.2", "/im.log.1", "/im.log"])
    #expect(order("old.log") == ["/old.log.3", "/old.log.2", "/old.log.1", "/old.log"])
  }

  @Test func theLastTimeOfAFileIsThatOfItsLastRecords() throws {
    let directory = try TestDirectory()
    let text = (0..<9_000).map { "\(clock($0)) INFO line \($0), and some more text\n" }.joined()
    directory.append(text + "\tno time\n", to: "im.log")
    #expect(LogLocation.file(directory.path("im.log")).lastTime(zone: .utc) == time(8_999))
    #expect(LogLocation.directory(directory.path).lastTime(zone: .utc) == time(8_999))
    directory.append("no time\n", to: "plain.txt")
    #expect(LogLocation.file(directory.path("plain.txt")).lastTime(zone: .utc) == nil)
    #expect(LogLocation.file(directory.path("none.log")).lastTime(zone: .utc) == nil)
    directory.append(try bytes(), to: "im.log.gz")
    #expect(LogLocation.file(directory.path("im.log.gz")).lastTime(zone: .utc) == nil)
  }

  @Test func damagedOldFileIsThePastAsFarAsItGoesAndTheRestIsAGap() throws {
    let file = try followed()
    file.directory.append(Array(try bytes().prefix(150)), to: "im.log.1.gz")
    file.append("newest\n")
    file.settle()
    let past = file.text.dropLast("newest\n".count)
    #expect(past.count > 20 && Self.text.hasPrefix(past))
    #expect(file.status.gaps == 1)
  }

  @Test func ofAnOldFileThatUnpacksIntoTooMuchTheNewestLinesAreReadAndTheRestIsAGap() throws {
    let file = try followed { $0.unpacked.limit = 400 }
    file.directory.append(try bytes(), to: "im.log.1.gz")
    file.append("newest\n")
    file.settle()
    let past = file.text.dropLast("newest\n".count)
    #expect((200...600).contains(past.count) && Self.text.hasSuffix("\n" + past))
    #expect(file.status.gaps == 1)
  }

  @Test func oldFileThatIsUnpackedInPiecesIsWhole() throws {
    let file = try followed { $0.unpacked.limit = 2_400 }
    file.directory.append(try bytes(), to: "im.log.1.gz")
    file.append("newest\n")
    file.settle()
    #expect(file.text == Self.text + "newest\n")
    #expect(file.status.gaps == 0)
  }

  @Test func noMoreOfThePastIsReadThanIsWanted() throws {
    let file = try followed { $0.start = .end(historyBytes: 20) }
    file.directory.append(String(repeating: "a past line\n", count: 100), to: "im.log.1")
    file.directory.append("the oldest\n", to: "im.log.2")
    file.append("newest\n")
    file.settle()
    #expect(file.text.hasSuffix("a past line\nnewest\n"))
    #expect(file.text.utf8.count < 200)
    #expect(file.status.gaps == 0)
  }

  @Test func fileThatIsJustBeingPackedIsReadOnce() throws {
    let file = try followed()
    file.directory.append(try bytes(), to: "im.log.1.gz")
    file.directory.append(Self.text, to: "im.log.1")
    file.append("newest\n")
    file.settle()
    #expect(file.text == Self.text + "newest\n")
  }

  @Test func oldFileIsFoundUnderTheNameThatRotationGivesItMeanwhile() throws {
    let file = try followed()
    file.directory.append("the past\n", to: "im.log.1")
    file.append("newest\n")
    _ = file.source.step(now: .zero)
    file.directory.rename("im.log.1", to: "im.log.2")
    file.directory.rename("im.log", to: "im.log.1")
    file.append("newer\n")
    file.settle()
    #expect(file.text == "the past\nnewest\nnewer\n")
    #expect(file.status.gaps == 0)
  }

  private func followed(
    _ change: (inout FileSourceOptions) -> Void = { _ in }
  ) throws -> FollowedFile {
    try FollowedFile {
      $0.lineLimit = 100
      $0.joinsRotated = true
      $0.unpacked.directory = "/tmp"
      change(&$0)
    }
  }

  @Test func aCopyThatIsBeingMadeIsNoPast() throws {
    let file = try FollowedFile { $0.joinsRotated = true }
    file.append("one\ntwo\n")
    file.directory.copy("im.log", to: "im.log.1")
    file.settle()
    #expect(file.text == "one\ntwo\n")
  }
}
