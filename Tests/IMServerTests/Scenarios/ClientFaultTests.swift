import IMServer
import NIOCore
import Testing

/// Each fault of the clients really happens, as the gateway sees it.
@Suite struct ClientFaultTests {
  /// Runs a fleet, lets it fail, and hands over the gateway's log.
  private func run(
    _ fault: ClientFault,
    connections: Int,
    beat: TimeAmount = .milliseconds(50),
    gatewayFault: GatewayFault? = nil,
    until condition: (TestGateway) throws -> Bool
  ) async throws -> [String] {
    let server = try await TestGateway {
      $0.heartbeat = Heartbeat.Policy(interval: beat, misses: 30)
    }
    let fleet = ClientFleet(
      gateway: GatewayAddress(port: server.gateway.port),
      connections: connections,
      seed: 3,
      beat: beat
    )
    let living = Task { try await fleet.run() }
    if connections > 0 {
      try await eventually("most are there") { server.gateway.figures.alive >= connections / 2 }
    }
    if let gatewayFault { server.gateway.begin(gatewayFault) }
    fleet.begin(fault)
    try await eventually("\(fault)") { try condition(server) }
    fleet.end(fault)
    living.cancel()
    try await living.value
    return await server.finish()
  }

  @Test func stormIsOneAddressThatConnectsAndLeaves() async throws {
    let lines = try await run(.storm, connections: 0) { $0.gateway.figures.opened >= 20 }
    let opened = lines.filter { $0.contains(#""event":"open""#) }
    #expect(opened.allSatisfy { $0.contains(#""client_ip":"127.66.6.6""#) })
    #expect(opened.allSatisfy { $0.contains(#""user_agent":"IMBot/0.9 (retry=always)""#) })
    #expect(TestGateway.count(lines, #""event":"close""#, #""reason":"normal""#) > 0)
  }

  @Test func reconnectLoopIsManyAddressesOfOneVersion() async throws {
    let lines = try await run(.reconnectLoop, connections: 20) { server in
      TestGateway.count(server.log, #""event":"open""#, "IMClient/5.4.0") >= 6
    }
    let opened = lines.filter { $0.contains(#""event":"open""#) && $0.contains("IMClient/5.4.0") }
    let addresses = opened.compactMap { $0.firstMatch(of: #/"client_ip":"([0-9.]+)"/#)?.1 }
    #expect(Set(addresses).count == addresses.count)
    #expect(Set(addresses.map { $0.split(separator: ".")[1] }).count > 1)
  }

  @Test func scanIsOneAddressAndManyPaths() async throws {
    let lines = try await run(.scan, connections: 0) { server in
      TestGateway.count(server.log, #""status":404"#) >= 15
    }
    let missing = lines.filter { $0.contains(#""status":404"#) }
    #expect(missing.allSatisfy { $0.contains(#""client_ip":"127.66.7.7""#) })
    let paths = missing.compactMap { $0.firstMatch(of: #/"path":"([^"]*)"/#)?.1 }
    #expect(Set(paths).count == missing.count)
  }

  /// The heartbeat finds those who were cut off, in one block, while everybody else lives on.
  @Test func idleClientsOfOneBlockAreCutOff() async throws {
    let block = Carrier.mobileA.block
    let lines = try await run(.cutIdle(block, beats: 2), connections: 20) { server in
      server.gateway.figures.heartbeatTimeouts >= 3
    }
    let lost = lines.filter { $0.contains(#""event":"heartbeat_timeout""#) }
    let addresses = lost.compactMap { $0.firstMatch(of: #/"client_ip":"([0-9.]+)"/#)?.1 }
    #expect(addresses.allSatisfy { block.contains(String($0)) })
  }

  /// Who has vanished comes back beside what was left behind.
  @Test func vanishedPeersStayBesideTheirSuccessors() async throws {
    let block = Carrier.mobileA.block
    let lines = try await run(
      .vanish(block),
      connections: 150,
      gatewayFault: .stopHeartbeat
    ) { server in
      server.gateway.figures.alive >= 152
    }
    #expect(TestGateway.count(lines, #""event":"heartbeat_timeout""#) == 0)
  }

  @Test func silentClientsOfOneBlockTimeOut() async throws {
    let block = Carrier.mobileB.block
    let lines = try await run(.silence(block), connections: 20) { server in
      server.gateway.figures.heartbeatTimeouts >= 1
    }
    let lost = lines.filter { $0.contains(#""event":"heartbeat_timeout""#) }
    #expect(lost.allSatisfy { $0.contains(#""client_ip":"127.20."#) })
  }
}
