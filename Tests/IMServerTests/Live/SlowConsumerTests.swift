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

  @Test func readerWithABacklogMayPing() async throws {
    let server = try await TestGateway {
      $0.outboundLimit = 64 << 20
      $0.outboundMessages = 10_000
    }
    let slow = try await RawClient.webSocket(server, user: "slow", room: "blue")
    let quick = try await RawClient.webSocket(server, user: "quick", room: "blue")
    try await slow.stopReading()
    let text = String(repeating: "x", count: 30_000)
    var said = 0
    // So many wait because the socket is full, and not because its loop has had no turn yet.
    while (server.metric("im_messages_waiting") ?? 0) < 50, said < 2000 {
      quick.send(frame: 1, Array("{\"text\":\"\(text)\"}".utf8))
      _ = try await quick.frame(1)
      said += 1
    }
    slow.send(frame: 9, [1])
    slow.send(frame: 9, [2])
    slow.send(frame: 1, Array(#"{"text":"here","room":"red"}"#.utf8))
    let taken = #"im_messages_total{direction="in"}"#
    try await eventually("the pings are taken") { server.metric(taken) == Double(said + 1) }
    #expect(server.gateway.figures.closed[.slowConsumer] == 0)
    try await slow.startReading()
    #expect(try await slow.frame(10) == [2])
    _ = await server.finish()
  }

  @Test func burstOfOneSenderDropsNobody() async throws {
    let server = try await TestGateway()
    var readers: [RawClient] = []
    for index in 0..<10 {
      readers.append(try await .webSocket(server, user: "r\(index)", room: "blue"))
    }
    let sender = try await RawClient.webSocket(server, user: "sender", room: "red")
    try await eventually("all are there") { server.gateway.figures.alive == 11 }
    let count = 3000
    let message = Array(#"{"text":"x","room":"blue"}"#.utf8)
    let frame = [0x81, 0x80 | UInt8(message.count), 0, 0, 0, 0] + message
    sender.send(Array(repeatElement(frame, count: count).joined()))
    let out = #"im_messages_total{direction="out"}"#
    try await eventually("all got all") { server.metric(out) == Double(count * readers.count) }
    #expect(server.gateway.figures.closed[.slowConsumer] == 0)
    #expect(readers.count { $0.isOpen } == readers.count)
    try expectAgreement(server, await server.finish())
  }
}
