import NIOHTTP1
import Testing

@testable import IMServer

@Suite struct EndpointTests {
  private func drawing(_ method: HTTPMethod, _ path: String) -> String {
    switch Endpoint.match(method, path) {
    case .none: "none"
    case .wrongMethod(let template, let allowed):
      "\(template) allows \(allowed.map(\.rawValue).joined(separator: ","))"
    case .found(let endpoint, let parameters):
      ([endpoint.template] + parameters.map { "\($0)=\($1)" }).joined(separator: " ")
    }
  }

  @Test(
    arguments: [
      ("/healthz", "/healthz"), ("/metrics", "/metrics"), ("/logs/stream", "/logs/stream"),
      ("/ws/connect", "/ws/connect"), ("/healthz/", "none"), ("/", "none"), ("", "none"),
      ("/api/v1/rooms/r%201/history", "/api/v1/rooms/:id/history id=r 1"),
      ("/api/v1/rooms//history", "none"), ("/api/v1/rooms/%ff/history", "none"),
      ("/api/v1/messages", "/api/v1/messages allows POST"),
    ])
  func getLeadsTo(path: String, expected: String) {
    #expect(drawing(.GET, path) == expected)
  }

  @Test func strangeMethodsShareOneLabel() {
    #expect(Endpoint.methodLabel(.GET) == "GET")
    #expect(Endpoint.methodLabel(.RAW(value: "BREW")) == "OTHER")
  }
}
