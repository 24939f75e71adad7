import LogModel
import Testing

@testable import LogStream

/// logrotate's `copytruncate`: the text is copied, then taken away under the reader.
@Suite struct CopyTruncateTests {
  @Test func unreadRestIsReadFromTheCopy() throws {
    let file = try FollowedFile()
    file.append("line one\nline two\n")
    file.settle()
    file.append("line three\n")
    file.directory.copy("im.log", to: "im.log.1")
    file.directory.overwrite("im.log", with: "four\n")
    file.settle()
    #expect(file.text == "line one\nline two\nline three\nfour\n")
    #expect(file.status.gaps == 0)
    #expect(file.status.rotations == 1)
    #expect(file.outlet.events == [.copied(to: file.directory.path("im.log.1"))])
  }

  @Test func truncationIntoALargerFileIsNoticed() throws {
    let file = try FollowedFile()
    file.append("line one\nline two\n")
    file.settle()
    file.directory.copy("im.log", to: "im.log-20261123")
    file.directory.overwrite("im.log", with: "a first line that is longer than all before\nnext\n")
    file.settle()
    #expect(
      file.text == "line one\nline two\na first line that is longer than all before\nnext\n"
    )
    #expect(file.status.gaps == 0)
  }

  @Test func truncationWithoutACopyIsAGapOfUnknownSize() throws {
    let file = try FollowedFile()
    file.append("line one\nline two\n")
    file.settle()
    file.directory.overwrite("im.log", with: "three\n")
    file.settle()
    #expect(file.text == "line one\nline two\nthree\n")
    #expect(file.outlet.events == [.truncated, .gap(bytes: nil)])
    #expect(file.status.gaps == 1)
  }

  @Test func twoTruncationsBetweenTwoLooksAreFollowedThroughBothCopies() throws {
    let file = try FollowedFile()
    file.append("first generation\n")
    file.settle()
    file.append("its end\n")
    file.directory.copy("im.log", to: "im.log.2")
    file.directory.overwrite("im.log", with: "second generation\n")
    file.directory.copy("im.log", to: "im.log.1")
    file.directory.overwrite("im.log", with: "third\n")
    file.settle()
    #expect(file.text == "first generation\nits end\nsecond generation\nthird\n")
    #expect(file.status.gaps == 0)
  }

  @Test func linesReadBeforeTheTruncationCanBeReadAgainFromTheCopy() throws {
    let file = try FollowedFile()
    file.append("line one\n")
    file.settle()
    file.directory.copy("im.log", to: "im.log.1")
    file.directory.overwrite("im.log", with: "line two\n")
    file.settle()
    let again = file.outlet.blocks.map { block in
      String(decoding: block.storage.read(offset: block.offset, count: 9), as: UTF8.self)
    }
    #expect(again == ["line one\n", "line two\n"])
  }

  @Test func linesReadBeforeATruncationWithoutACopyAreGoneAndNotReplacedByOthers() throws {
    let file = try FollowedFile()
    file.append("line one\n")
    file.settle()
    file.directory.overwrite("im.log", with: "other text\n")
    file.settle()
    let first = try #require(file.outlet.blocks.first)
    #expect(first.storage.read(offset: first.offset, count: 9).isEmpty)
  }

  @Test func holeOfAWriterThatKeepsItsOffsetIsSkipped() throws {
    let file = try FollowedFile()
    file.append("line one\n")
    file.settle()
    file.directory.overwrite("im.log", with: String(repeating: "\0", count: 50_000) + "two\n")
    file.settle()
    #expect(file.text == "line one\ntwo\n")
  }

  @Test func pastIsReadOnFromTheCopyWhenTheFileIsTruncatedMeanwhile() throws {
    let directory = try TestDirectory()
    let lines = (0..<100).map { "line \($0)\n" }
    directory.append(lines.joined(), to: "im.log")
    let file = try FollowedFile(in: directory) { $0.lineLimit = 64 }
    _ = file.source.step(now: .zero)
    directory.copy("im.log", to: "im.log.1")
    directory.overwrite("im.log", with: "new\n")
    file.settle()
    #expect(file.text == lines.joined() + "new\n")
    #expect(file.status.gaps == 0)
  }

  @Test func pastThatATruncationTookAwayIsAGapOfKnownSize() throws {
    let directory = try TestDirectory()
    directory.append(String(repeating: "a line of text\n", count: 100), to: "im.log")
    let file = try FollowedFile(in: directory) { $0.lineLimit = 64 }
    _ = file.source.step(now: .zero)
    directory.overwrite("im.log", with: "new\n")
    file.settle()
    let delivered = file.text.utf8.count - "new\n".utf8.count
    #expect(file.outlet.events.contains(.gap(bytes: Int64(1500 - delivered))))
    #expect(file.status.health == .following)
  }

  @Test func copyThatIsJustBeingMadeIsNoGenerationOfItsOwn() throws {
    let file = try FollowedFile()
    file.append("first generation\n")
    file.settle()
    file.directory.copy("im.log", to: "im.log.2")
    file.directory.overwrite("im.log", with: "second generation\n")
    file.directory.copy("im.log", to: "im.log.1")
    file.settle()
    file.directory.overwrite("im.log", with: "third\n")
    file.settle()
    #expect(file.text == "first generation\nsecond generation\nthird\n")
  }

  @Test func generationBetweenAnEmptyFileAndTheNextTruncationIsReadFromItsCopy() throws {
    let file = try FollowedFile()
    file.append("first generation\n")
    file.settle()
    file.directory.copy("im.log", to: "im.log.2")
    file.directory.overwrite("im.log", with: "")
    file.settle()
    file.append("second generation\n")
    file.directory.copy("im.log", to: "im.log.1")
    file.directory.overwrite("im.log", with: "third\n")
    file.settle()
    #expect(file.text == "first generation\nsecond generation\nthird\n")
  }
}
