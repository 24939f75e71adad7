import Subprocess
import SystemPackage

extension StreamSession {
  /// A session that runs `words`, a program and its arguments, and reads what it prints.
  ///
  /// No shell sees the words. The program's standard error is not mixed into the lines; its end is
  /// told when the program has ended. Stopping ends it with SIGTERM, then with SIGKILL.
  convenience init(feed: StreamFeed, command words: [String], name: String) {
    self.init(feed: feed) { feed, opened in
      guard let program = words.first else {
        return .commandEnded(name, exit: "is empty", lastWords: "")
      }
      var platform = PlatformOptions()
      platform.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(1))]
      do {
        let outcome = try await run(
          program.contains("/") ? .path(FilePath(program)) : .name(program),
          arguments: Arguments(Array(words.dropFirst())),
          platformOptions: platform,
          input: .none,
          output: .sequence,
          error: .sequence
        ) { execution in
          opened()
          async let complaints = lastBytes(of: execution.standardError, limit: lastWordsLimit)
          for try await piece in execution.standardOutput {
            try await feed.feed(piece.withUnsafeBytes { Array($0) })
          }
          return try await complaints
        }
        return .commandEnded(
          name,
          exit: wording(outcome.terminationStatus),
          lastWords: lastLines(outcome.closureResult)
        )
      } catch {
        return .commandEnded(name, exit: "could not be run", lastWords: "\(error)")
      }
    }
  }
}

/// How much of a command's standard error is remembered.
private let lastWordsLimit = 400

/// The last bytes of what comes out of `output` until it ends.
private func lastBytes(of output: SubprocessOutputSequence, limit: Int) async throws -> [UInt8] {
  var bytes: [UInt8] = []
  for try await piece in output {
    bytes = Array((bytes + piece.withUnsafeBytes { Array($0) }).suffix(limit))
  }
  return bytes
}

/// `exited with 1`, `was ended by signal 9`.
private func wording(_ status: TerminationStatus) -> String {
  switch status {
  case .exited(let code): "exited with \(code)"
  case .signaled(let signal): "was ended by signal \(signal)"
  }
}

/// The end of what a program said, on one line.
private func lastLines(_ bytes: [UInt8]) -> String {
  String(decoding: bytes, as: UTF8.self).split { $0.isNewline }.suffix(2).joined(separator: " / ")
}
