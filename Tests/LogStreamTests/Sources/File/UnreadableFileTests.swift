import Glibc
import LogModel
import Testing

@testable import LogStream

/// What cannot be read is said, and tried again.
@Suite struct UnreadableFileTests {
  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func fileWithoutPermissionIsSaidToBeSoAndReadOncePermitted() throws {
    let file = try FollowedFile()
    file.append("1\n")
    chmod(file.directory.path("im.log"), 0)
    file.settle()
    #expect(file.status.health == .down(reason: file.refusal(EACCES)))
    chmod(file.directory.path("im.log"), 0o600)
    file.settle()
    #expect(file.text == "1\n")
  }

  @Test func circleOfSymlinksIsSaidAndFollowedOnceItLeadsSomewhere() throws {
    let directory = try TestDirectory()
    directory.link("im.log", to: "other")
    directory.link("other", to: "im.log")
    let file = try FollowedFile(in: directory)
    file.settle()
    #expect(file.status.health == .down(reason: file.refusal(ELOOP)))
    directory.delete("im.log")
    directory.append("1\n", to: "im.log")
    file.settle()
    #expect(file.text == "1\n")
    #expect(file.status.health == .following)
  }

  @Test func directoryInPlaceOfAFileIsSaidToBeNone() throws {
    let file = try FollowedFile()
    mkdir(file.directory.path("im.log"), 0o700)
    file.settle()
    let path = file.directory.path("im.log")
    #expect(file.status.health == .down(reason: "\(path) is neither a file nor a pipe"))
  }

  @Test func oneFileUnderTwoNamesIsReadOnce() throws {
    let first = try FollowedFile()
    first.append("1\n")
    first.settle()
    first.directory.link("alias.log", to: "im.log")
    let second = try FollowedFile(
      in: first.directory,
      name: "alias.log",
      number: 1,
      claims: first.claims
    )
    second.settle()
    #expect(second.text.isEmpty)
    let alias = first.directory.path("alias.log")
    #expect(second.status.health == .ended)
    #expect(second.status.inferred == "\(alias) is the same file as source 0, which is read")
  }
}

extension FollowedFile {
  fileprivate func refusal(_ number: Int32) -> String {
    LogSourceError.unreadable(directory.path("im.log"), errno: number).message
  }
}
