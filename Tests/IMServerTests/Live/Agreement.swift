import IMServer
import Testing

/// Expects that registry, page of metrics and log of a gateway that has ended tell the same story.
func expectAgreement(
  _ server: TestGateway,
  _ lines: [String],
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let figures = server.gateway.figures
  let log = try LogTally(lines)
  func expect(_ name: Comment, _ registry: Int, _ metric: String, _ logged: Int) {
    #expect(server.metric(metric) == Double(registry), name, sourceLocation: sourceLocation)
    #expect(logged == registry, name, sourceLocation: sourceLocation)
  }
  expect("opened", figures.opened, "im_ws_opened_total", log.opened)
  expect("alive", figures.alive, "im_ws_connections", log.opened - log.closed.values.reduce(0, +))
  for reason in CloseReason.allCases {
    let sample = "im_ws_closed_total{reason=\"\(reason.rawValue)\"}"
    expect("\(reason)", figures.closed[reason] ?? -1, sample, log.closed[reason.rawValue] ?? 0)
  }
  #expect(
    server.metric(#"im_messages_total{direction="in"}"#) == Double(log.received),
    sourceLocation: sourceLocation
  )
  #expect(
    server.metric(#"im_messages_total{direction="out"}"#) == Double(log.sent),
    sourceLocation: sourceLocation
  )
  #expect(server.metric("im_messages_waiting") == 0, sourceLocation: sourceLocation)
  #expect(server.metric("im_log_dropped_lines_total") == 0, sourceLocation: sourceLocation)
  #expect(server.requests == log.statuses, sourceLocation: sourceLocation)
}
