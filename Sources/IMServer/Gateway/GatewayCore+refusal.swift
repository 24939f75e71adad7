import NIOConcurrencyHelpers
import NIOCore

/// There are too many clients for one more.
struct TooManyClients: Error {}

extension GatewayCore {
  /// Counts and logs a client that is one too many.
  ///
  /// - Returns: What to throw where the client's channel is set up, which closes it.
  func refuseClient(_ channel: any Channel, _ most: Int) -> TooManyClients {
    refusedClients.withLockedValue { $0 += 1 }
    var line = LogLine(.warn, "client refused: \(most) are there already", event: "client_refused")
    line.clientIP = channel.remoteAddress?.ipAddress
    log.write(line)
    return TooManyClients()
  }
}
