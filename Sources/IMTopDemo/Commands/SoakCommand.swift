import ArgumentParser
import Glibc
import IMServer

/// `imtop-demo soak`: bad clients of every kind against a gateway that runs already.
struct SoakCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "imtop-demo soak",
    abstract: "Send bad clients of every kind at a gateway and check what they are answered.",
    discussion: """
      EXAMPLES:
        imtop-demo gateway --port 8080 --request-deadline 1 &
        imtop-demo soak --port 8080 --clients 100000
      """
  )

  @Option(help: ArgumentHelp("The gateway's port.", valueName: "port"))
  var port: Int

  @Option(help: ArgumentHelp("How many bad clients there are.", valueName: "n"))
  var clients = 10_000

  @Option(help: ArgumentHelp("How many there are at a time.", valueName: "n"))
  var width = 256

  func validate() throws {
    guard (1...65_535).contains(port), (1...10_000_000).contains(clients),
      (1...10_000).contains(width)
    else { throw ValidationError("--port is 1 to 65535, --clients to 10000000, --width to 10000") }
  }

  func run() async throws {
    DescriptorLimit.raise(toAtLeast: UInt64(clamping: width) + 256)
    let report = await Soak(GatewayAddress(port: port), width: width).run(clients)
    for (name, count) in report.clients.sorted(by: { $0.key < $1.key }) { print(count, name) }
    print(report.unconnected, "could not connect")
    for (surprise, count) in report.surprises.sorted(by: { $0.key < $1.key }) {
      print(count, "×", surprise)
    }
    fflush(nil)
    guard report.surprises.isEmpty, report.unconnected == 0 else { throw ExitCode(1) }
  }
}
