import LogModel
import Testing

@testable import LogStream

/// A line without its newline is held until the newline comes.
@Suite struct PartialLineTests {
  @Test func lineIsHeldUntilItsNewline() throws {
    let file = try FollowedFile()
    file.append("1\nhal")
    file.settle()
    #expect(file.text == "1\n")
    file.append("f")
    file.settle()
    #expect(file.text == "1\n")
    file.append(" line\n3\n")
    file.settle()
    #expect(file.text == "1\nhalf line\n3\n")
  }

  @Test func heldLineComesWhenTheSourceIsClosed() throws {
    let file = try FollowedFile()
    file.append("1\nhalf")
    file.settle()
    file.source.close()
    #expect(file.text == "1\nhalf\n")
  }

  @Test func fileReadOnceEndsWithItsUnfinishedLine() throws {
    let file = try FollowedFile {
      $0.follows = false
      $0.start = .beginning
    }
    file.append("1\nlast")
    file.settle()
    #expect(file.text == "1\nlast\n")
    #expect(file.status.health == .ended)
  }

  @Test func fileReadOnceEndsThoughItGoesOnGrowing() throws {
    let file = try FollowedFile {
      $0.follows = false
      $0.start = .beginning
    }
    file.append("1\n2\n")
    var steps = 0
    while file.source.step(now: .zero) != .ended, steps < 100 {
      steps += 1
      file.append("more\n")
    }
    #expect(steps < 10)
    #expect(file.text.hasPrefix("1\n2\n"))
    #expect(file.status.health == .ended)
  }

  @Test func heldLineIsNoLag() throws {
    let file = try FollowedFile()
    file.append("half")
    file.settle()
    #expect(file.status.lagBytes == 0)
  }

  @Test func carriageReturnsAndBinaryBytesAreDeliveredAsTheyAre() throws {
    let bytes: [UInt8] = [0x00, 0xFF, 0x1B, 0x5B, 0x0D, 0x0A, 0xC3, 0x28, 0x0A]
    let file = try FollowedFile()
    file.directory.append(bytes, to: "im.log")
    file.settle()
    #expect(file.outlet.blocks.flatMap(\.bytes) == bytes)
  }

  @Test func emptyFileIsFollowed() throws {
    let file = try FollowedFile()
    file.append("")
    file.settle()
    #expect(file.status.health == .following)
    #expect(file.outlet.blocks.isEmpty)
    file.append("1\n")
    file.settle()
    #expect(file.text == "1\n")
  }
}
