import LogModel
import Testing

@testable import LogStream

/// The path is a symlink that is moved to another file.
@Suite struct SymlinkSwitchTests {
  @Test func oldTargetIsDrainedAndTheNewOneReadFromItsFirstLine() throws {
    let directory = try TestDirectory()
    directory.append("1\n", to: "monday.txt")
    directory.link("im.log", to: "monday.txt")
    let file = try FollowedFile(in: directory)
    file.settle()
    directory.append("2\n", to: "monday.txt")
    directory.append("3\n", to: "tuesday.txt")
    directory.link("im.log", to: "tuesday.txt")
    file.settle()
    #expect(file.text == "1\n2\n3\n")
    #expect(file.status.rotations == 1)
  }

  @Test func danglingSymlinkIsWaitedFor() throws {
    let directory = try TestDirectory()
    directory.link("im.log", to: "later.txt")
    let file = try FollowedFile(in: directory)
    file.settle()
    #expect(file.text.isEmpty)
    directory.append("1\n", to: "later.txt")
    file.settle()
    #expect(file.text == "1\n")
  }
}
