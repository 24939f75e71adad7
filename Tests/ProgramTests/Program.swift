import Foundation
import Subprocess

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
    _ path: String,
    _ arguments: [String],
    input: String = "",
    environment: [String: String] = [:]
  ) async throws -> Result {
    let directory = try TemporaryDirectory()
    let (output, error) = (directory.file("output"), directory.file("error"))
    try Data(input.utf8).write(to: directory.file("input"))
    let script = #"exec "$@" <"$0/input" >"$0/output" 2>"$0/error""#
    let settings = ["LC_ALL": "C.UTF-8", "HOME": "/nonexistent"].merging(environment) { $1 }
    let outcome = try await Subprocess.run(
      .name("sh"),
      arguments: Arguments(["-c", script, directory.url.path, path] + arguments),
      environment: .inherit.updating(
        Dictionary(
          uniqueKeysWithValues: settings.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        )
      ),
      output: .discarded,
      error: .discarded
    )
    let status: Int32 =
      switch outcome.terminationStatus {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    return Result(
      status: status,
      output: try String(decoding: Data(contentsOf: output), as: UTF8.self),
      error: try String(decoding: Data(contentsOf: error), as: UTF8.self)
    )
  }
}
