import FoundationEssentials
import IMServer
import NIOCore
import Subprocess
import Testing

/// A client that others wrote finds in the gateway what RFC 6455 promises.
@Suite struct PythonClientTests {
  private static let script = "Scripts/websockets-client.py"

  // Skipped outside the package's root, where the script is not found.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: script), "\(script) is not here"))
  func websocketsOfPythonIsContent() async throws {
    let server = try await TestGateway { $0.messages = .echoed }
    let url = "ws://127.0.0.1:\(server.gateway.port)/ws/connect?user=py"
    let result = try await run(
      .name("python3"),
      arguments: [Self.script, url],
      output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 20)
    )
    let output = result.standardOutput + result.standardError
    if result.terminationStatus == .exited(77) {
      print("skipped: \(output)")
    } else {
      #expect(result.terminationStatus == .exited(0), "\(output)")
    }
    let lines = await server.finish()
    if result.terminationStatus == .exited(0) { try expectAgreement(server, lines) }
  }
}
