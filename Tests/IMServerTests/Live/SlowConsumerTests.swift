import IMServer
import NIOCore
import Testing

@Suite struct SlowConsumerTests {
  @Test func readerThatStopsIsGivenUpAndHoldsUpNobody() async throws {
    let server = try await TestGateway {
      $0.outboundLimit = 64 << 10
      $0.heartbeat = Heartbeat.Policy(interval: .seconds(60), misses: 3)
    }
    let slow = try await RawClient.webSocket(server, user: "slow", room: "blue")
    let quick = try await RawClient.webSocket(server, user: "quick", room: "blue")
    try await slow.stopReading()
    let text = String(repeating: "x", count: 30_000)
    var said = 0
    // Until the kernel's buffers and the outbox are full; the quick one hears each word meanwhile.
    while server.gateway.figures.closed[.slowConsumer] == 0, said < 1000 {
      quick.send(frame: 1, Array("{\"text\":\"\(text)\"}".utf8))
      _ = try await quick.frame(1)
      said += 1
    }
    #expect(server.gateway.figures.closed[.slowConsumer] == 1)
    #expect(quick.isOpen)
    #expect(server.metric("im_messages_waiting") == 0)
    #expect(server.metric("im_messages_dropped_total") ?? 0 > 0)
    let lines = await server.finish()
    #expect(TestGateway.count(lines, #""event":"slow_consumer""#, #""level":"warn""#) == 1)
    #expect(
      TestGateway.count(lines, #""event":"close""#, #""reason":"slow_consumer""#, #""code":1008"#)
        == 1
    )
  }
}
