import Foundation
import Glibc
import StrictYAML
import Testing

@testable import IMTop

@Suite struct ConfigurationFileTests {
  /// A file of the given text and permissions in a directory of its own.
  func withFile(
    _ text: String,
    mode: mode_t,
    _ body: (String) throws -> Void
  ) throws {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("imtop-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let path = directory.appendingPathComponent("imtop.yml").path
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    try #require(chmod(path, mode) == 0)
    try body(path)
  }

  @Test func aCommandInAFileThatOthersCanWriteIsRefused() throws {
    try withFile("logs: [{command: [tail, -f, x]}]", mode: 0o666) { path in
      let error = #expect(throws: DocumentError.self) {
        try ConfigurationFile.load(path: path, environment: [:])
      }
      #expect(error?.key == "logs[0].command")
      #expect(error?.message.contains("chmod go-w") == true)
    }
  }

  @Test func aSecretInAFileThatTheGroupCanWriteIsRefused() throws {
    let text = "targets: [{url: ':1', basic_auth: {username: a, password_file: /p}}]"
    try withFile(text, mode: 0o660) { path in
      let error = #expect(throws: DocumentError.self) {
        try ConfigurationFile.load(path: path, environment: [:])
      }
      #expect(error?.key == "targets[0]")
    }
  }

  @Test(arguments: [
    ("targets: ['http://ada:pw@gw:1/metrics']", "targets[0]"),
    ("targets: ['http://gw:1/metrics?token=abc']", "targets[0]"),
    ("logs: ['http://ada:pw@gw:1/logs']", "logs[0]"),
  ])
  func aSecretInAnAddressIsASecret(_ text: String, key: String) throws {
    try withFile(text, mode: 0o666) { path in
      let error = #expect(throws: DocumentError.self) {
        try ConfigurationFile.load(path: path, environment: [:])
      }
      #expect(error?.key == key)
    }
  }

  @Test func aHarmlessFileThatOthersCanWriteIsRead() throws {
    try withFile("targets: [':8080']", mode: 0o666) { (path) throws in
      #expect(try ConfigurationFile.load(path: path, environment: [:]).targets.count == 1)
    }
  }

  @Test func aCommandInAPrivateFileIsRead() throws {
    try withFile("logs: [{command: [tail, -f, x]}]", mode: 0o600) { (path) throws in
      #expect(try ConfigurationFile.load(path: path, environment: [:]).logs.count == 1)
    }
  }

  @Test func aNamedFileThatIsAbsentIsAnError() {
    let error = #expect(throws: DocumentError.self) {
      try ConfigurationFile.load(path: "/nowhere/imtop.yml", environment: [:])
    }
    #expect(error?.message == "cannot be read: No such file or directory")
  }

  @Test func aDirectoryIsNoConfiguration() {
    let error = #expect(throws: DocumentError.self) {
      try ConfigurationFile.load(path: "/tmp", environment: [:])
    }
    #expect(error?.message == "is no regular file")
  }

  @Test func withoutAFileTheDefaultsHold() throws {
    let configuration = try ConfigurationFile.load(path: nil, environment: ["HOME": "/nowhere"])
    #expect(configuration.targets.isEmpty)
    #expect(configuration.windowSeconds == 900)
  }
}
