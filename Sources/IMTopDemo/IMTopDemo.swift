import ArgumentParser
import Dispatch
import Glibc

/// Parses the command line and runs what it asks for.
///
/// The first word chooses the program, rather than a subcommand of `imtop-demo`: options of the same
/// name would be taken by the command above. The demo itself runs without concurrency, because
/// signals can be held back for the whole process only while it has a single thread.
@main
enum IMTopDemo {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    switch words.first {
    case "gateway": serve(GatewayCommand.self, Array(words.dropFirst()))
    case "edge": serve(EdgeCommand.self, Array(words.dropFirst()))
    case "soak": serve(SoakCommand.self, Array(words.dropFirst()))
    case "clients": serve(ClientsCommand.self, Array(words.dropFirst()))
    default:
      do {
        var command = try DemoCommand.parseAsRoot(words)
        try command.run()
      } catch {
        leave(DemoCommand.self, error)
      }
    }
  }

  private static func serve(_ program: (some AsyncParsableCommand).Type, _ words: [String]) -> Never
  {
    Task {
      do {
        var command = try program.parseAsRoot(words)
        if var service = command as? any AsyncParsableCommand {
          try await service.run()
        } else {
          try command.run()
        }
        exit(0)
      } catch {
        leave(program, error)
      }
    }
    dispatchMain()
  }

  /// Prints the error or the help and leaves; a mistake on the command line is 2.
  private static func leave(_ program: (some ParsableCommand).Type, _ error: any Error) -> Never {
    guard program.exitCode(for: error) == .validationFailure else {
      program.exit(withError: error)
    }
    StandardError.print(program.fullMessage(for: error))
    exit(2)
  }
}
