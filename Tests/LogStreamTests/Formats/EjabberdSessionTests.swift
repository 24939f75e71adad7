import LogModel
import Testing

@testable import LogStream

/// The lives of ejabberd's clients, told with and without the place in the source.
struct EjabberdSessionTests {
  private static let head = "2026-11-23 06:38:51.250 [info] "

  @Test(arguments: ["<0.1822.0>@ejabberd_c2s:handle_event:294 ", ""])
  func sessionsNameUserConnectionAndReason(_ place: String) {
    var parser = LineParser()
    let closed = parser.read(
      Self.head + place + "(tcp|<0.1822.0>) Closing c2s session for u7@im/x: Stream reset by peer"
    )
    #expect(closed.parsed.event == .closedAbnormally && closed.reason == "Stream reset by peer")
    #expect(closed.user == "u7@im/x" && closed.connection == "<0.1822.0>")
    let opened = parser.read(
      Self.head + place + "(tls|<0.1823.0>) Opened c2s session for u8@im/y"
    )
    #expect(opened.parsed.event == .opened && opened.user == "u8@im/y")
  }

  @Test func theEndOfASessionIsOneWhateverFailed() {
    let line = LineParser.read(
      Self.head
        + "(tcp|<0.1171.0>) Closing c2s session for u7@im/x: Connection failed: connection closed"
    )
    #expect(line.parsed.event == .closed && line.reason == "connection closed")
  }

  @Test(arguments: [
    "Accepted c2s SCRAM-SHA-1 authentication for u7@im by mnesia backend from ::ffff:10.0.0.7",
    "Failed c2s PLAIN authentication for u7@im from ::ffff:10.0.0.7: Invalid username or password",
    "Accepted authentication for u7@im by ejabberd_auth_sql from 10.0.0.7",
  ])
  func authenticationsNameAddressAndUser(_ text: String) {
    let line = LineParser.read(
      Self.head + "<0.1822.0>@ejabberd_c2s:process_auth_result/3:268 (tls|<0.1822.0>) " + text
    )
    #expect(line.address == "10.0.0.7" && line.user == "u7@im" && line.connection == "<0.1822.0>")
    #expect(line.parsed.event == .none)
  }

  @Test func whereSessionsAreToldAcceptedConnectionsOpenNothing() {
    let accepted =
      Self.head + "<0.640.0>@ejabberd_listener:accept:333 (<0.19201.3>) Accepted connection "
      + "[::ffff:10.0.0.7]:35020 -> [::1]:5222"
    var parser = LineParser()
    let first = parser.read(accepted)
    #expect(first.parsed.event == .opened && first.address == "10.0.0.7")
    #expect(first.connection == "<0.19201.3>")
    _ = parser.read(Self.head + "(tls|<0.19201.3>) Opened c2s session for u7@im/x")
    #expect(parser.read(accepted).parsed.event == .none)
  }

  @Test func eventsOfOneProcessInOneMillisecondAreRecordsOfTheirOwn() {
    var parser = LineParser()
    let line =
      Self.head + "<0.640.0>@ejabberd_listener:accept:333 (#Port<0.21562>) Accepted connection "
      + "10.0.0.7:35394 -> 10.0.0.2:5222"
    for _ in 0..<2 {
      let read = parser.read(line)
      #expect(!read.parsed.isContinuation && read.address == "10.0.0.7" && read.connection == "")
    }
  }

  @Test(arguments: ["(", "(x", "<", "<0.1.0>@ejabberd_", "(x) Closing c2s session for ", "(a) b"])
  func partsOfSuchLinesAreText(_ text: String) {
    let line = LineParser.read(Self.head + text)
    #expect(line.message == (text.last == " " ? String(text.dropLast()) : text) && line.user == "")
  }
}
