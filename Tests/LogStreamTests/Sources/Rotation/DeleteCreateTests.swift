import LogModel
import Testing

@testable import LogStream

/// The file is deleted, and another is created under its name.
@Suite struct DeleteCreateTests {
  @Test func deletedFileIsDrainedBeforeTheNewOneIsRead() throws {
    let file = try FollowedFile()
    file.append("1\n")
    file.settle()
    file.append("2\n")
    file.directory.delete("im.log")
    file.append("3\n")
    file.settle()
    #expect(file.text == "1\n2\n3\n")
    #expect(file.status.rotations == 1)
  }

  @Test func vanishedFileIsDrainedSaidToBeGoneAndFollowedAgainWhenItComesBack() throws {
    let file = try FollowedFile()
    file.append("1\n")
    file.settle()
    file.append("2\n")
    file.directory.delete("im.log")
    file.settle()
    #expect(file.text == "1\n2\n")
    let path = file.directory.path("im.log")
    #expect(
      file.status.health
        == .down(reason: "\(path) has vanished; waiting for it to come back")
    )
    file.append("3\n")
    file.settle(after: .seconds(60))
    #expect(file.text == "1\n2\n3\n")
    #expect(file.status.health == .following)
  }

  @Test func fileThatIsMissingAtTheStartIsReadFromItsFirstLine() throws {
    let file = try FollowedFile()
    file.settle()
    let path = file.directory.path("im.log")
    #expect(file.status.health == .down(reason: "\(path) does not exist; waiting for it"))
    file.append("1\n2\n")
    file.settle()
    #expect(file.text == "1\n2\n")
    #expect(file.outlet.blocks.map(\.order) == [.live])
  }
}
