import Testing

@testable import LogStream

struct WaitingTextsTests {
  /// Addresses and users are looked up in batches, across the ends of chunks and blocks.
  @Test(arguments: [LogBlock.Order.live, .history])
  func everyRowGetsItsOwnText(_ order: LogBlock.Order) {
    let fixture = StoreFixture(rowLimit: 50)
    let lines = (0..<333).map { number in
      // Every seventh address holds an escape, and is not looked up with the others.
      let address = number % 7 == 0 ? "10.0.\\u0030.\(number)" : "10.0.0.\(number)"
      return
        #"{"time":"2026-11-23T06:38:00Z","msg":"m","client_ip":"\#(address)","user_id":"u\#(number % 90)"}"#
        + "\n"
    }
    switch order {
    case .live:
      fixture.append(lines[..<100].joined())
      fixture.append(lines[100...].joined())
    case .history: fixture.load(lines.joined(), blockSize: 9_000, live: 1_000)
    }
    let snapshot = fixture.store.snapshot()
    let rows = snapshot.chunks.flatMap { view in
      (0..<view.count).map { row in
        snapshot.dictionaries.addresses.text(view.chunk.address[row]) + " "
          + snapshot.dictionaries.users.text(view.chunk.user[row])
      }
    }
    #expect(rows == (0..<333).map { "10.0.0.\($0) u\($0 % 90)" })
  }
}
