import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOWebSocket

/// Sets a new client's channel up: HTTP first, a WebSocket once it asks for one.
///
/// ```
/// encoder ─ decoder ─ pairing ─ compressor ─ upgrade ─ RequestHandler        HTTP
/// frame encoder ─ frame decoder ─ TurnHandler ─ ConnectionHandler       WebSocket
/// ```
struct GatewayPipeline: Sendable {
  let core: GatewayCore

  /// Adds the handlers of HTTP; on the channel's event loop.
  func configure(_ channel: any Channel) throws {
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = core.configuration.headerLimit
    limits.maxHeaderListSize = core.configuration.headerLimit
    limits.maxHeaderFieldCount = 100
    let encoder = HTTPResponseEncoder()
    let decoder = ByteToMessageHandler(
      HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: limits)
    )
    let pairing = HTTPServerPipelineHandler()
    let compressor = HTTPResponseCompressor { head, _ in
      let type = head.headers.first(name: "content-type") ?? ""
      return type.hasPrefix("text/plain; version") || type.hasPrefix("application/openmetrics")
        ? .compressIfPossible : .doNotCompress
    }
    let requests = RequestHandler(
      core: core,
      deadlines: core.deadlines.keeper(on: channel.eventLoop)
    )
    let upgrade = HTTPServerUpgradeHandler(
      upgraders: [upgrader(requests, on: channel.eventLoop)],
      httpEncoder: encoder,
      extraHTTPHandlers: [decoder, pairing, compressor],
      upgradeCompletionHandler: { _ in }
    )
    try channel.pipeline.syncOperations.addHandlers([
      encoder, decoder, pairing, compressor, upgrade, requests,
    ])
  }

  private func upgrader(
    _ requests: RequestHandler,
    on eventLoop: any EventLoop
  ) -> NIOWebSocketServerUpgrader {
    let core = core
    let bound = NIOLoopBound(requests, eventLoop: eventLoop)
    let ticket = NIOLoopBoundBox<UpgradeTicket?>(nil, eventLoop: eventLoop)
    return NIOWebSocketServerUpgrader(
      maxFrameSize: core.configuration.messageLimit,
      automaticErrorHandling: false
    ) { channel, head in
      if case .found(let endpoint, _) = Endpoint.match(head.method, RequestTarget(head.uri).path),
        endpoint.template == Endpoint.connect.template
      {
        ticket.value = bound.value.admit(head, on: channel)
      }
      return channel.eventLoop.makeSucceededFuture(ticket.value == nil ? nil : [:])
    } upgradePipelineHandler: { channel, _ in
      channel.eventLoop.makeCompletedFuture {
        guard let ticket = ticket.value else { throw ChannelError.inappropriateOperationForState }
        core.record(ticket.exchange, route: Endpoint.connect.template, status: 101)
        let id = core.registry.create(ticket.identity, at: .now())
        let operations = channel.pipeline.syncOperations
        _ = operations.removeHandler(bound.value)
        let connection = ConnectionHandler(
          id: id,
          identity: ticket.identity,
          core: core,
          deadlines: core.deadlines.keeper(on: channel.eventLoop)
        )
        try operations.addHandlers([TurnHandler(), connection])
      }
    }
  }
}
