import Foundation

/// Programs that tests run to their end.
enum Program {
  struct Result: Sendable {
    var status: Int32
    var output: String
    var error: String
  }

  /// The directory of the programs that were built with the tests.
  static let directory = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    .appendingPathComponent(".build/debug").path

  static var imtop: String { "\(directory)/imtop" }
  static var demo: String { "\(directory)/imtop-demo" }

  /// Runs a program and gives what it printed.
  ///
  /// Input and output are files and no pipes: a daemon that the program leaves behind cannot hold
  /// the test up, and no thread of the pool waits.
  static func run(
    _ path: String, _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) async throws -> Result {
    let directory = try TemporaryDirectory()
    let (output, error) = (directory.file("output"), directory.file("error"))
    try Data(input.utf8).write(to: directory.file("input"))
    for file in [output, error] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(["LC_ALL": "C.UTF-8", "HOME": "/nonexistent"]) { $1 }
      .merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: directory.file("input"))
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: error)
    let status = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do {
        try process.run()
      } catch {
        continuation.resume(throwing: error)
      }
    }
    return Result(
      status: status, output: try String(decoding: Data(contentsOf: output), as: UTF8.self),
      error: try String(decoding: Data(contentsOf: error), as: UTF8.self))
  }
}
