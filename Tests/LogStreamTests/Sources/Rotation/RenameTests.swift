import LogModel
import Testing

@testable import LogStream

/// logrotate's `create`: the file is renamed, another takes its name.
@Suite struct RenameTests {
  @Test func renamedFileIsDrainedBeforeItsSuccessorIsRead() throws {
    let file = try FollowedFile()
    file.append("1\n2\n")
    file.settle()
    file.append("3\n")
    file.directory.rename("im.log", to: "im.log.1")
    file.append("4\n")
    file.settle()
    #expect(file.text == "1\n2\n3\n4\n")
    #expect(file.status.rotations == 1)
    #expect(file.status.gaps == 0)
    #expect(file.status.health == .following)
  }

  @Test func linesWrittenToTheOldFileAfterTheRotationAreStillRead() throws {
    let file = try FollowedFile()
    file.append("1\n")
    file.settle()
    file.directory.rename("im.log", to: "im.log.1")
    file.append("3\n")
    file.settle()
    file.directory.append("2\n", to: "im.log.1")
    file.settle(after: .seconds(1))
    #expect(file.text == "1\n3\n2\n")
  }

  @Test func unfinishedLineOfTheOldFileComesWhenItsWriterIsBelievedGone() throws {
    let file = try FollowedFile()
    file.append("1\nhalf")
    file.settle()
    file.directory.rename("im.log", to: "im.log.1")
    file.append("2\n")
    file.settle()
    #expect(file.text == "1\n2\n")
    file.settle(after: .seconds(9))
    #expect(file.text == "1\n2\n")
    file.settle(after: .seconds(2))
    #expect(file.text == "1\n2\nhalf\n")
  }

  @Test func filesThatCameAndWentBetweenTwoLooksAreReadInOrder() throws {
    let file = try FollowedFile()
    file.append("first generation\n")
    file.settle()
    file.directory.rename("im.log", to: "im.log.3")
    file.append("second generation\n")
    file.directory.rename("im.log", to: "im.log.2")
    file.append("third generation\n")
    file.directory.rename("im.log", to: "im.log.1")
    file.append("fourth generation\n")
    file.settle()
    #expect(
      file.text
        == "first generation\nsecond generation\nthird generation\nfourth generation\n"
    )
    #expect(file.status.rotations == 3)
  }

  @Test func fileThatWasCreatedAndDeletedUnseenIsAGap() throws {
    var creations = 0
    let file = try FollowedFile(creations: { creations })
    file.append("1\n")
    file.settle()
    file.directory.rename("im.log", to: "im.log.1")
    file.append("lost\n")
    file.directory.delete("im.log")
    file.append("3\n")
    creations = 2
    file.settle()
    #expect(file.text == "1\n3\n")
    #expect(file.status.gaps == 1)
    #expect(file.outlet.events == [.renamed, .gap(bytes: nil)])
  }

  @Test func copyThatSomebodyMadeIsNoGeneration() throws {
    let file = try FollowedFile()
    file.append("1\n2\n")
    file.settle()
    file.directory.copy("im.log", to: "im.log.bak")
    file.directory.rename("im.log", to: "im.log.1")
    file.append("3\n")
    file.settle()
    #expect(file.text == "1\n2\n3\n")
  }

  @Test func fileThatGetsItsNameBackIsReadOnWhereItStopped() throws {
    let file = try FollowedFile()
    file.append("1\n")
    file.settle()
    file.directory.rename("im.log", to: "im.log.1")
    file.append("2\n")
    file.settle()
    file.directory.rename("im.log.1", to: "im.log")
    file.append("3\n")
    file.settle()
    #expect(file.text == "1\n2\n3\n")
  }

  @Test func rotatedTextCanBeReadAgainUpToTheLimitOfOpenFiles() throws {
    let file = try FollowedFile { $0.openRotated = 2 }
    for number in 1...4 {
      file.append("generation \(number)\n")
      file.settle()
      file.directory.rename("im.log", to: "im.log.\(5 - number)")
      file.append("")
      file.settle(after: .seconds(20))
      file.settle(after: .seconds(20))
    }
    let texts = file.outlet.blocks.map { block in
      String(decoding: block.storage.read(offset: block.offset, count: 100), as: UTF8.self)
    }
    #expect(texts == ["", "", "generation 3\n", "generation 4\n"])
  }
}
