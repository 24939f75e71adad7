import Foundation
import Testing

@testable import IMTopDemo

@Suite struct RunDirectoryTests {
  @Test func temporaryOneGoesWithEverythingInIt() throws {
    let directory = try RunDirectory(asked: nil)
    try Data("x".utf8).write(to: URL(fileURLWithPath: directory.truthPath))
    directory.removeIfTemporary()
    #expect(!FileManager.default.fileExists(atPath: directory.path))
  }

  @Test func askedOneIsMadeForItsOwnerAloneAndStays() throws {
    let path = FileManager.default.temporaryDirectory.path + "/demo-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    for _ in 0..<2 { try RunDirectory(asked: path).removeIfTemporary() }
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
  }

  @Test func logsAreNamedAfterTheirGateways() throws {
    let directory = try RunDirectory(asked: "/tmp")
    #expect(directory.logPath(gateway: 0, of: 1) == "/tmp/im.log")
    #expect(directory.logPath(gateway: 2, of: 3) == "/tmp/gw-3.log")
  }

  @Test func directoryThatCannotBeMadeIsNamed() {
    #expect(throws: DemoError.directoryNotMade(path: "/nowhere/x", errno: ENOENT)) {
      try RunDirectory(asked: "/nowhere/x")
    }
  }

  @Test func ofErrorsTheLastWordsAreHandedOver() throws {
    let directory = try RunDirectory(asked: nil)
    defer { directory.removeIfTemporary() }
    #expect(directory.errors == "")
    let text = String(repeating: "a", count: 3000) + "the end"
    try Data(text.utf8).write(to: URL(fileURLWithPath: directory.errorsPath))
    #expect(directory.errors.count == 2000)
    #expect(directory.errors.hasSuffix("the end"))
  }
}
