import LogModel
import Testing

@testable import LogStream

/// `cp im.log im.log.1` over the copy before: the inode stays, and the system tells of no new file.
@Suite struct OverwrittenCopyTests {
  /// A followed file whose first generation is read again from its copy.
  private func rotated(copies: Int? = 1) throws -> FollowedFile {
    let file = try FollowedFile(copies: { copies })
    file.append("first\n")
    file.settle()
    pass(file, "")
    file.settle()
    return file
  }

  /// Writes a generation and takes it away into the one copy.
  private func pass(_ file: FollowedFile, _ text: String) {
    if !text.isEmpty { file.append(text) }
    file.directory.copy("im.log", to: "im.log.1")
    file.directory.overwrite("im.log", with: "")
  }

  @Test func everyGenerationThatIsSeenIsReadOnce() throws {
    let file = try rotated()
    for number in 0..<4 {
      file.append("generation \(number)\n")
      if number != 2 { file.settle() }
      pass(file, "rest of \(number)\n")
      file.settle()
    }
    let texts = (0..<4).map { "generation \($0)\nrest of \($0)\n" }
    #expect(file.text == "first\n" + texts.joined())
    #expect(file.status.gaps == 0)
  }

  @Test func aCopyOverTheTextOfRecordsTakesItAway() throws {
    let file = try rotated()
    let block = try #require(file.outlet.blocks.first)
    #expect(block.storage.read(offset: block.offset, count: 6) == Array("first\n".utf8))
    pass(file, "another text\n")
    file.settle(after: .seconds(60))
    #expect(file.text == "first\nanother text\n")
    #expect(block.storage.read(offset: block.offset, count: 6).isEmpty)
  }

  @Test func aGenerationThatAnotherOneWroteOverIsAGap() throws {
    let file = try rotated()
    pass(file, "kept, since it is read in time\n")
    file.settle()
    for text in ["lost\n", "the one that is left\n"] { pass(file, text) }
    file.append("new\n")
    file.settle()
    #expect(
      file.text == "first\nkept, since it is read in time\nthe one that is left\nnew\n"
    )
  }

  @Test func thePastThatWasWrittenOverBeforeItWasReadIsAGap() throws {
    let file = try FollowedFile { $0.joinsRotated = true }
    file.append("new 1\nnew 2\n")
    file.directory.append("old\n", to: "im.log.1")
    file.directory.append("older\n", to: "im.log.2")
    _ = file.source.step(now: .zero)
    file.directory.copy("im.log", to: "im.log.1")
    file.settle()
    #expect(file.text == "older\nnew 1\nnew 2\n")
    #expect(file.status.gaps == 1)
  }
}
