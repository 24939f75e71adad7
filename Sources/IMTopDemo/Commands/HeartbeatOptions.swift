import ArgumentParser
import IMServer
import NIOCore

/// When a silent connection is dead.
struct HeartbeatOptions: ParsableArguments {
  @Option(
    name: .customLong("heartbeat-interval"),
    help: ArgumentHelp(
      "The time between two pings; 1 in the demo, 30 for a gateway alone.",
      valueName: "seconds"
    )
  )
  var interval: Double?

  @Option(
    name: .customLong("heartbeat-misses"),
    help: ArgumentHelp("How many unanswered pings in a row are too many.", valueName: "n")
  )
  var misses = 3

  func validate() throws {
    guard (0.01...86_400).contains(interval ?? 1) else {
      throw ValidationError("--heartbeat-interval is 0.01 to 86400 seconds")
    }
    guard (1...1000).contains(misses) else {
      throw ValidationError("--heartbeat-misses is 1 to 1000")
    }
  }

  /// The policy, with an interval for when none was asked for.
  func policy(default seconds: Double) -> Heartbeat.Policy {
    Heartbeat.Policy(
      interval: .milliseconds(Int64((interval ?? seconds) * 1000)),
      misses: misses
    )
  }
}
