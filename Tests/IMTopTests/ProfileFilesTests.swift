import Foundation
import Profiles
import Testing

@testable import IMTop

@Suite struct ProfileFilesTests {
  @Test func ownProfilesComeFirstAndReplaceThoseOfTheirName() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("imtop-profiles-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, title) in [("push", "Push"), ("emqx", "Our EMQX")] {
      let text = "name: \(name)\ntitle: \(title)\ndetect: [x]\nexpressions: {connections: [x]}\n"
      try text.write(
        to: folder.appendingPathComponent("\(name).yml"),
        atomically: true,
        encoding: .utf8
      )
    }
    let configuration = try Configuration(text: "profiles: \(folder.path)", file: "imtop.yml")
    let profiles = try ProfileFiles.profiles(configuration)
    #expect(profiles.prefix(2).map(\.title) == ["Our EMQX", "Push"])
    #expect(profiles.filter { $0.name == "emqx" }.count == 1)
    #expect(profiles.contains { $0.name == "gin" })
  }

  @Test func aFolderWithoutProfilesIsAMistake() throws {
    let configuration = try Configuration(text: "profiles: /nonexistent", file: "imtop.yml")
    #expect {
      try ProfileFiles.profiles(configuration)
    } throws: {
      "\($0)" == "imtop.yml:1:11: profiles: there is no file *.yml in /nonexistent"
    }
  }
}
