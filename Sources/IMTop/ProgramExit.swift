import ArgumentParser
import Foundation
import StrictYAML

/// What the program's exit codes mean; the table in docs/command-line.md.
enum ProgramExit: Int32, Error {
  /// All went well; `logs` found lines; `check` found no trouble.
  case success = 0
  /// `logs` found no line; `check` found trouble.
  case negative = 1
  /// The command line or the configuration was not understood; for `logs`, as with grep, also that
  /// something could not be read. Output that could not be written, too.
  case usage = 2
  /// Nothing that was named could be reached.
  case unreachable = 3

  /// Runs a command and ends the process with the exit code that fits.
  static func run(_ command: (some AsyncParsableCommand).Type) async -> Never {
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      var parsed = try command.parseAsRoot(
        LogsCommand.escaping(QueryCommand.escaping(arguments))
      )
      if var asynchronous = parsed as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try parsed.run()
      }
      end(.success)
    } catch let exit as ProgramExit {
      end(exit)
    } catch let error as CommandLineError {
      complain("\(error)")
      end(.usage)
    } catch let error as DocumentError {
      complain("\(error)")
      end(.usage)
    } catch {
      let isUsage = command.exitCode(for: error) != .success
      let text = command.fullMessage(for: error)
      if isUsage {
        complain(text, prefix: "")
      } else {
        print(text)
      }
      end(isUsage ? .usage : .success)
    }
  }

  /// Says on standard error what went wrong; control characters are made visible.
  static func complain(_ text: String, prefix: String = "imtop: ") {
    FileHandle.standardError.write(Data("\(prefix)\(text.printableLines)\n".utf8))
  }

  /// Says what is wrong with something, which the message may name itself.
  static func complain(about subject: String, _ text: String) {
    complain(text.hasPrefix(subject) ? text : "\(subject): \(text)")
  }

  private static func end(_ exit: ProgramExit) -> Never {
    if fflush(nil) != 0 || OutputLine.hasFailed {
      OutputLine.endWithItsReader()
      complain("the output could not be written whole; is the disk full?")
      Foundation.exit(usage.rawValue)
    }
    Foundation.exit(exit.rawValue)
  }
}
