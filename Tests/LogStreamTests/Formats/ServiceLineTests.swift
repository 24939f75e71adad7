import LogModel
import Testing

@testable import LogStream

/// Lines of Spring Boot, NATS and PHP-FPM.
struct ServiceLineTests {
  private static let ids = "803b448a0489f84084905d3093480352"

  @Test(arguments: [
    "  INFO 74205 --- [           main] ", "  INFO 74205 --- [chat] [nio-8080-exec-1] ",
    "  INFO [chat,,] 74205 --- [chat] [           main] [                                  ] ",
    " \u{1b}[32m INFO\u{1b}[0;39m \u{1b}[35m74205\u{1b}[0;39m \u{1b}[2m---\u{1b}[0;39m \u{1b}[2m[  main]\u{1b}[0;39m ",
  ])
  func springsThreadIsNoPartOfTheMessage(_ head: String) {
    let line = LineParser.read("2026-11-23T06:38:51.250Z" + head + "o.s.b.Tomcat  : up on 8080")
    #expect(line.message == "o.s.b.Tomcat  : up on 8080" && line.parsed.level == .info)
    #expect(line.parsed.time == 1_795_415_931_250 && line.trace == "")
  }

  @Test(arguments: [
    "WARN [chat,\(ids),84905d3093480352] 1 --- [main] ",
    "WARN 1 --- [chat] [main] [\(ids)-84905d3093480352] ",
  ])
  func springsIdsOfTraceAndSpanAreKept(_ head: String) {
    var parser = LineParser()
    let text = "2026-11-23 06:38:51.250  " + head + "o.s.X : slow"
    let line = parser.read(text)
    #expect(line.trace == Self.ids && line.message == "o.s.X : slow")
    #expect(parser.identifiers(Array(text.utf8).span).span.length == 16)
  }

  @Test(arguments: [
    ("Client connection created", ConnectionEvent.opened, ""),
    ("Client connection closed: Client Closed", .closed, "Client Closed"),
    ("Client connection closed: Read Error", .closedAbnormally, "Read Error"),
    ("Slow Consumer Detected: WriteDeadline of 2s exceeded", .none, ""),
  ])
  func natsTellsOfItsClients(_ text: String, _ event: ConnectionEvent, _ reason: String) {
    let line = LineParser.read(
      "[1] 2026/11/23 06:38:51.250000 [DBG] 10.0.0.7:33562 - cid:26 - " + text
    )
    #expect(line.address == "10.0.0.7" && line.connection == "cid:26" && line.message == text)
    #expect(line.parsed.event == event && line.reason == reason && line.parsed.level == .debug)
    #expect(line.parsed.time == 1_795_415_931_250)
  }

  @Test func natsOtherServersAreNoClients() {
    let line = LineParser.read(
      "[1] 2026/11/23 06:38:51.250000 [INF] 10.0.0.9:33562 - rid:1 - Router connection closed: Stale"
    )
    #expect(line.parsed.event == .none && line.address == "" && line.parsed.level == .info)
    #expect(line.message == "10.0.0.9:33562 - rid:1 - Router connection closed: Stale")
  }

  @Test(arguments: [
    #"10.0.0.7 -  23/Nov/2026:06:38:51 +0000 "GET /index.php" 404"#,
    #"[php-fpm:access] 10.0.0.7 - bob 23/Nov/2026:06:38:51 +0000 "GET /index.php?a=1" 404 /var/www/i.php 2937.938"#,
  ])
  func phpsAccessLinesAreRequests(_ text: String) {
    let line = LineParser.read(text)
    #expect(line.parsed.isRequest && line.parsed.status == 404 && line.path == "/index.php")
    #expect(line.address == "10.0.0.7" && line.method == "GET")
    #expect(
      line.parsed.time == 1_795_415_931_000 && line.user == (text.contains("bob") ? "bob" : "")
    )
  }
}
