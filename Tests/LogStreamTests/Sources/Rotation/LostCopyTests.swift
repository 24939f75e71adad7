import LogModel
import Testing

@testable import LogStream

/// Copytruncate that is faster than the reader, with one copy kept: what no copy holds any more is told.
@Suite struct LostCopyTests {
  /// A followed file whose copies the test counts, as the system tells of them.
  private final class Rotated {
    let file: FollowedFile
    private let counter: Counter

    private final class Counter { var copies = 0 }

    init() throws {
      let counter = Counter()
      self.counter = counter
      file = try FollowedFile(copies: { counter.copies })
      file.append("first\n")
      file.settle()
    }

    /// Writes a generation and takes it away into the one copy that is kept.
    func pass(_ text: String) {
      file.append(text)
      copy()
      file.directory.overwrite("im.log", with: "")
    }

    /// Makes the copy that takes the place of the one before, without truncating the file.
    func copy() {
      if counter.copies > 0 { file.directory.delete("im.log.1") }
      file.directory.copy("im.log", to: "im.log.1")
      counter.copies += 1
    }
  }

  @Test func generationsThatAnEmptyFileHidesAreGaps() throws {
    let rotated = try Rotated()
    rotated.pass("second\n")
    rotated.file.settle()
    #expect(rotated.file.status.gaps == 0)
    for text in ["lost one\n", "lost two\n", "kept\n"] { rotated.pass(text) }
    rotated.file.settle()
    #expect(rotated.file.text == "first\nsecond\nkept\n")
    #expect(rotated.file.status.gaps == 2)
  }

  @Test func generationsBeforeTheOneThatIsSeenAreGaps() throws {
    let rotated = try Rotated()
    rotated.pass("second\n")
    rotated.file.settle()
    for text in ["lost\n", "kept\n"] { rotated.pass(text) }
    rotated.file.append("third\n")
    rotated.file.settle()
    #expect(rotated.file.text == "first\nsecond\nkept\nthird\n")
    #expect(rotated.file.status.gaps == 1)
  }

  @Test func unreadEndThatACopyHeldAndLostIsAGapAndSoIsEachGenerationBehindIt() throws {
    let rotated = try Rotated()
    for text in ["unread\n", "lost\n", "kept\n"] { rotated.pass(text) }
    rotated.file.append("new\n")
    rotated.file.settle()
    #expect(rotated.file.text == "first\nkept\nnew\n")
    #expect(rotated.file.status.gaps == 2)
  }

  @Test func everyGenerationThatIsFollowedIsNoGap() throws {
    let rotated = try Rotated()
    for number in 0..<5 {
      rotated.pass("generation \(number)\n")
      if number != 1 { rotated.file.settle() }
      rotated.file.directory.rename("im.log.1", to: "im.log.2")
      rotated.file.directory.append("", to: "im.log.1")
    }
    rotated.file.settle()
    #expect(rotated.file.status.gaps == 0)
    #expect(rotated.file.text == "first\n" + (0..<5).map { "generation \($0)\n" }.joined())
  }

  @Test func copyThatIsNotTruncatedYetIsNoGapNowOrLater() throws {
    let rotated = try Rotated()
    rotated.copy()
    rotated.file.settle()
    rotated.file.directory.overwrite("im.log", with: "second\n")
    rotated.file.settle()
    rotated.copy()
    rotated.file.settle()
    rotated.file.directory.overwrite("im.log", with: "")
    rotated.file.settle()
    #expect(rotated.file.text == "first\nsecond\n")
    #expect(rotated.file.status.gaps == 0)
  }

  @Test func copyOfAnEmptyFileIsNoGap() throws {
    let rotated = try Rotated()
    rotated.pass("second\n")
    rotated.file.settle()
    for _ in 0..<3 {
      rotated.copy()
      rotated.file.settle()
    }
    rotated.file.append("third\n")
    rotated.file.settle()
    #expect(rotated.file.status.gaps == 0)
  }
}
