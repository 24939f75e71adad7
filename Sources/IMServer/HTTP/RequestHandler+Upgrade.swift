import NIOCore
import NIOHTTP1

extension RequestHandler {
  /// Decides whether a request may become a WebSocket; a refusal is kept until the request arrives.
  func admit(_ head: HTTPRequestHead, on channel: any Channel) -> UpgradeTicket? {
    let exchange = exchange(head, on: channel)
    switch ticket(exchange) {
    case .success(let ticket): return ticket
    case .failure(let refusal):
      refusedUpgrade = (exchange, refusal.reply)
      return nil
    }
  }

  private func ticket(_ exchange: Exchange) -> Result<UpgradeTicket, Gate.Refusal> {
    core.gate.admit(exchange, to: .connections).flatMap { exchange in
      let request: UpgradeRequest
      do throws(UpgradeRequest.Refusal) {
        request = try UpgradeRequest(exchange.head, as: exchange.user)
      } catch {
        return .failure(.init(reply: .refusal(of: error)))
      }
      if let reply = obstacle(exchange, request) { return .failure(.init(reply: reply)) }
      return .success(UpgradeTicket(exchange: exchange, request: request))
    }
  }

  /// What stands in the way of a proper request; nil where nothing does.
  private func obstacle(_ exchange: Exchange, _ request: UpgradeRequest) -> Reply? {
    if isDraining { return .refusal(.serviceUnavailable, "going away") }
    if let reason = core.faults.upgradeRefusal {
      var line = LogLine(.error, "upgrade refused: \(reason)", event: "upgrade_refused")
      line.trace = exchange.trace
      core.log.write(line)
      return .internalError
    }
    if core.registry.count(of: request.user) >= core.configuration.connectionsPerUser {
      return .refusal(.tooManyRequests, "too many connections of this user")
    }
    if !core.rooms.hasPlace(for: request.room) {
      return .refusal(.serviceUnavailable, "too many rooms")
    }
    return nil
  }
}
