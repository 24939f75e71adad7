import LogModel
import Testing

@testable import LogStream

/// The system gives the number of a deleted file to the next one that is created.
@Suite struct InodeReuseTests {
  /// Some file systems give no number twice so soon: there is nothing to try there.
  private static let isReused: Bool = {
    guard let directory = try? TestDirectory() else { return false }
    let numbers = (0..<5).map { _ in
      directory.append("", to: "file")
      defer { directory.delete("file") }
      return FileFacts.at(path: directory.path("file"))
    }
    let generations = numbers.compactMap { sight -> FileGeneration? in
      if case .there(let facts) = sight { facts.generation } else { nil }
    }
    return Set(generations).count < generations.count
  }()

  @Test(.enabled(if: isReused, "this file system does not reuse inode numbers at once"))
  func fileWithTheNumberOfAnOldOneIsNotTakenForIt() throws {
    let file = try FollowedFile { $0.openRotated = 0 }
    var expected = ""
    for number in 0..<20 {
      file.append("generation \(number)\n")
      expected += "generation \(number)\n"
      file.settle()
      file.directory.delete("im.log")
      file.append("")
      file.settle()
      file.settle(after: .seconds(11))
    }
    #expect(file.text == expected)
    #expect(file.status.rotations == 20)
  }

  @Test(.enabled(if: isReused, "this file system does not reuse inode numbers at once"))
  func claimEndsWhenTheFileIsClosed() throws {
    let directory = try TestDirectory()
    let claims = FileClaims()
    directory.append("1\n", to: "a.log")
    var file: OpenFile? = try OpenFile(path: directory.path("a.log"))
    let generation = try #require(file?.facts?.generation)
    #expect(claims.claim(generation, try #require(file), for: 1) == nil)
    #expect(claims.owner(of: generation) == 1)
    #expect(claims.claim(generation, try OpenFile(path: directory.path("a.log")), for: 2) == 1)
    file = nil
    #expect(claims.owner(of: generation) == nil)
  }
}
