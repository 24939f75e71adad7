import Foundation
import Testing

@testable import IMTop

@Suite("Processes that listen, and their logs")
struct ProcessTableTests {
  /// A table of one process that listens on 8080 and has opened the files of the given names, all to
  /// append, and what each of them holds.
  private func logs(_ files: [String: Data]) throws -> [String] {
    let root = FileManager.default.temporaryDirectory.appending(path: "proc-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    for directory in ["net", "7/fd", "7/fdinfo", "data"] {
      let url = root.appending(path: directory)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
    func write(_ text: String, _ path: String) throws {
      try Data(text.utf8).write(to: root.appending(path: path))
    }
    try write("sl\n 0: 0100007F:1F90 0:0 0A 0:0 0:0 0 0 0 12345 1\n", "net/tcp")
    try write("gw\n", "7/comm")
    func link(_ number: Int, to target: String) throws {
      let path = root.appending(path: "7/fd/\(number)").path
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    }
    try link(3, to: "socket:[12345]")
    for (number, file) in files.enumerated() {
      let url = root.appending(path: "data/\(file.key)")
      try file.value.write(to: url)
      try link(4 + number, to: url.path)
      try write("pos:\t0\nflags:\t02102001\n", "7/fdinfo/\(4 + number)")
    }
    let processes = ProcessTable(root: root.path).listeningProcesses()
    #expect(processes.map(\.name) == ["gw"])
    return processes.flatMap(\.logs).map { String($0.split(separator: "/").last ?? "") }
  }

  @Test func textIsALogAndSoIsWhatIsStillEmpty() throws {
    let colours = Data("\u{1b}[32mINFO\u{1b}[0m 连接已建立\n".utf8)
    #expect(
      try logs(["a.log": colours, "b.log": Data(), "c": Data("plain\r\n".utf8)]) == [
        "a.log", "b.log", "c",
      ]
    )
  }

  @Test func writeAheadLogsAndDatabasesAreNone() throws {
    let segment = Data([1, 0, 62, 9, 1]) + Data(repeating: 0x61, count: 8_000)
    let packed = Data((0..<4_096).map { UInt8($0 % 255 + 1) })
    #expect(
      try logs(["00000012": segment, "p.log": packed, "im.log": Data("line\n".utf8)]) == ["im.log"]
    )
  }

  @Test func onlyTheBeginningIsLookedAt() throws {
    let text = Data(String(repeating: "a line of text\n", count: 400).utf8)
    #expect(try logs(["im.log": text + Data([0, 0, 0])]) == ["im.log"])
  }
}
