import Testing

@testable import IMTop

@Suite struct ListeningSocketTests {
  let header =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"

  @Test func readsTheKernelsTable() {
    let table =
      header + """
           0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 12345 1 0000 100 0 0 10 0
           1: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 777 1 0000 100 0 0 10 0
           2: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 999 1 0000 100 0 0 10 0
        """
    #expect(
      ListeningSocket.parse(table: table) == [
        ListeningSocket(port: 8080, host: "127.0.0.1", inode: "12345"),
        ListeningSocket(port: 80, host: "", inode: "777"),
      ]
    )
  }

  @Test func readsAddressesOfVersionSix() {
    let line = { (address: String) in
      " 0: \(address):1F90 0:0 0A 0:0 0:0 0 0 0 5 1\n"
    }
    let table =
      header + line("00000000000000000000000001000000") + line("00000000000000000000000000000000")
      + line("0000000000000000FFFF00000100007F") + line("B80D0120000000000000000001000000")
    #expect(
      ListeningSocket.parse(table: table).map(\.host) == [
        "[::1]", "", "127.0.0.1", "[2001:db8:0:0:0:0:0:1]",
      ]
    )
  }

  @Test func linesOfAnotherFormAreSkipped() {
    #expect(ListeningSocket.parse(table: header + "x\n 0: zz:1 0 0A 0 0 0 0 0 0 1\n\n").isEmpty)
    #expect(ListeningSocket.parse(table: "").isEmpty)
  }
}
