import Alerting
import Foundation
import StrictYAML
import Testing

@testable import IMTop

@Suite struct RuleFilesTests {
  private func configuration(_ path: String) -> Configuration {
    var configuration = Configuration()
    let place = DocumentError(file: "imtop.yml", line: 1, column: 9, key: "rules[0]", message: "")
    configuration.rules = [Configuration.FileReference(path: path, place: place)]
    configuration.usesBuiltinRules = false
    return configuration
  }

  @Test func aPatternNamesEveryFileThatMatches() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("imtop-rules-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["a", "b"] {
      try "groups: [{name: \(name), rules: [{alert: X, expr: up}]}]".write(
        to: folder.appendingPathComponent("\(name).yml"),
        atomically: true,
        encoding: .utf8
      )
    }
    let groups = try RuleFiles.groups(configuration("\(folder.path)/*.yml"))
    #expect(groups.map(\.name) == ["a", "b"])
    #expect(try RuleFiles.groups(configuration("\(folder.path)/b.yml")).map(\.name) == ["b"])
    try "groups: 3".write(
      to: folder.appendingPathComponent("c.yml"),
      atomically: true,
      encoding: .utf8
    )
    var mistakes: [DocumentError] = []
    let rest = try RuleFiles.groups(configuration("\(folder.path)/*.yml"), noting: &mistakes)
    #expect(rest.map(\.name) == ["a", "b"])
    #expect(mistakes.map(\.file) == ["\(folder.path)/c.yml"])
    let error = try #require(
      #expect(throws: DocumentError.self) {
        try RuleFiles.groups(configuration("\(folder.path)/*.yaml"))
      }
    )
    #expect(error.message == "no file matches \(folder.path)/*.yaml")
  }
}
