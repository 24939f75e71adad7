import IMServer
import NIOCore
import Testing

@Suite struct SoakTests {
  @Test func badClientsAreAnsweredCountedLoggedAndLeaveNothingBehind() async throws {
    let server = try await TestGateway {
      $0.requestDeadline = .seconds(2)
      $0.closingDeadline = .milliseconds(500)
      $0.connectionsPerUser = 10_000
    }
    let soak = Soak(GatewayAddress(port: server.gateway.port), width: 100)
    _ = await soak.run(200)
    let before = ProcessFigures.current()
    let report = await soak.run(2000)
    #expect(report.clients.values.reduce(0, +) == 2000)
    #expect(report.unconnected == 0)
    #expect(report.surprises == [:])
    try await eventually("all are gone") { server.gateway.figures.alive == 0 }
    try await eventually("their descriptors are closed") {
      let now = ProcessFigures.current().openDescriptors ?? 0
      return now <= (before.openDescriptors ?? 0) + 2
    }
    let growth = (ProcessFigures.current().residentBytes ?? 0) - (before.residentBytes ?? 0)
    #expect(growth < 32 << 20)
    #expect(server.gateway.figures.phases.values.allSatisfy { $0 == 0 })
    try expectAgreement(server, await server.finish())
  }
}
