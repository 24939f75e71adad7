import IMServer
import NIOCore
import NIOWebSocket
import Testing

@Suite struct MessageAssemblerTests {
  private func frame(
    _ opcode: WebSocketOpcode,
    _ bytes: [UInt8],
    fin: Bool = true
  ) -> WebSocketFrame {
    // A mask of zeros leaves the payload as it is.
    WebSocketFrame(
      fin: fin,
      opcode: opcode,
      maskKey: [0, 0, 0, 0],
      data: ByteBuffer(bytes: bytes)
    )
  }

  private func text(_ text: String, fin: Bool = true) -> WebSocketFrame {
    frame(.text, Array(text.utf8), fin: fin)
  }

  @Test func wholeTextIsAMessage() throws {
    var assembler = MessageAssembler(limit: 100)
    #expect(try assembler.accept(text("héllo")) == .text(ByteBuffer(string: "héllo")))
  }

  @Test func maskIsTakenOff() throws {
    var assembler = MessageAssembler(limit: 100)
    var data = ByteBuffer(string: "hello")
    data.webSocketMask([1, 2, 3, 4])
    let masked = WebSocketFrame(fin: true, opcode: .text, maskKey: [1, 2, 3, 4], data: data)
    #expect(try assembler.accept(masked) == .text(ByteBuffer(string: "hello")))
  }

  @Test func fragmentsBecomeOneMessageWithAPingBetween() throws {
    var assembler = MessageAssembler(limit: 100)
    #expect(try assembler.accept(frame(.binary, [1], fin: false)) == .none)
    #expect(try assembler.accept(frame(.ping, [9])) == .ping(ByteBuffer(bytes: [9])))
    #expect(try assembler.accept(frame(.continuation, [2], fin: false)) == .none)
    #expect(
      try assembler.accept(frame(.continuation, [3])) == .binary(ByteBuffer(bytes: [1, 2, 3]))
    )
  }

  @Test func characterSplitOverFragmentsIsWhole() throws {
    var assembler = MessageAssembler(limit: 100)
    let bytes = Array("好".utf8)
    _ = try assembler.accept(frame(.text, Array(bytes[..<1]), fin: false))
    #expect(
      try assembler.accept(frame(.continuation, Array(bytes[1...])))
        == .text(ByteBuffer(string: "好"))
    )
  }

  @Test func unmaskedFrameIsRefused() {
    var assembler = MessageAssembler(limit: 100)
    #expect(throws: WebSocketViolation.protocolError("frame is not masked")) {
      try assembler.accept(WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer()))
    }
  }

  @Test func reservedBitIsRefused() {
    var assembler = MessageAssembler(limit: 100)
    var compressed = text("x")
    compressed.rsv1 = true
    #expect(throws: WebSocketViolation.protocolError("reserved bits are set")) {
      try assembler.accept(compressed)
    }
  }

  @Test func reservedOpcodeIsRefused() throws {
    var assembler = MessageAssembler(limit: 100)
    let opcode = try #require(WebSocketOpcode(encodedWebSocketOpcode: 3))
    #expect(throws: WebSocketViolation.protocolError("reserved opcode")) {
      try assembler.accept(frame(opcode, []))
    }
  }

  @Test func continuationOfNothingIsRefused() {
    var assembler = MessageAssembler(limit: 100)
    #expect(throws: WebSocketViolation.protocolError("continuation of nothing")) {
      try assembler.accept(frame(.continuation, []))
    }
  }

  @Test func messageInsideAMessageIsRefused() throws {
    var assembler = MessageAssembler(limit: 100)
    _ = try assembler.accept(text("a", fin: false))
    #expect(throws: WebSocketViolation.protocolError("message inside a fragmented message")) {
      try assembler.accept(text("b"))
    }
  }

  @Test func limitCountsOverAllFragments() throws {
    var assembler = MessageAssembler(limit: 5)
    _ = try assembler.accept(text("abc", fin: false))
    #expect(throws: WebSocketViolation.tooBig(limit: 5)) {
      try assembler.accept(frame(.continuation, [1, 2, 3]))
    }
  }

  @Test func textThatIsNoUTF8IsRefused() {
    var assembler = MessageAssembler(limit: 100)
    #expect(throws: WebSocketViolation.invalidText) {
      try assembler.accept(frame(.text, [0xC3, 0x28]))
    }
  }

  @Test func textIsRefusedAtTheFirstFragmentThatCannotBeUTF8() throws {
    var assembler = MessageAssembler(limit: 100)
    _ = try assembler.accept(frame(.text, [0xED], fin: false))
    #expect(throws: WebSocketViolation.invalidText) {
      try assembler.accept(frame(.continuation, [0xA0], fin: false))
    }
  }

  @Test func textThatEndsInsideACharacterIsRefused() {
    var assembler = MessageAssembler(limit: 100)
    #expect(throws: WebSocketViolation.invalidText) {
      try assembler.accept(frame(.text, [0x61, 0xE2, 0x82]))
    }
  }

  @Test(
    arguments: [
      ([], nil), ([0x03, 0xE8], 1000), ([0x03, 0xE9, 0x62, 0x79, 0x65], 1001),
      ([0x0B, 0xB8], 3000),
    ] as [([UInt8], UInt16?)]
  )
  func closeCarriesItsCode(payload: [UInt8], code: UInt16?) throws {
    var assembler = MessageAssembler(limit: 100)
    #expect(try assembler.accept(frame(.connectionClose, payload)) == .close(code: code))
  }

  @Test(
    arguments: [
      ([0x03], .protocolError("close code is cut off")),
      ([0x03, 0xED], .protocolError("close code 1005 may not be sent")),
      ([0x00, 0x00], .protocolError("close code 0 may not be sent")),
      ([0x03, 0xE8, 0xFF], .invalidText),
    ] as [([UInt8], WebSocketViolation)]
  )
  func wrongCloseIsRefused(payload: [UInt8], violation: WebSocketViolation) {
    var assembler = MessageAssembler(limit: 100)
    #expect(throws: violation) { try assembler.accept(frame(.connectionClose, payload)) }
  }
}
