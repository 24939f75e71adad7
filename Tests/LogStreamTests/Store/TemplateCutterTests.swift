import Testing

@testable import LogStream

@Suite struct TemplateCutterTests {
  @Test func equalBytesInAnotherFormAreAnotherMessage() {
    let fixture = StoreFixture()
    let json = #"{"time":"2026-11-23T06:38:51Z","level":"info","msg":"say \"hi\""}"#
    let text = #"2026-11-23T06:38:51Z INFO say \"hi\""#
    for line in [json, text, json, text] { fixture.append(line + "\n") }
    let snapshot = fixture.store.snapshot()
    let templates = snapshot.chunks.flatMap { view in
      (0..<view.count).map { row in
        let shape = snapshot.dictionaries.shapes[Int(view.chunk.shape[row])]
        return snapshot.dictionaries.templates.text(shape.message)
      }
    }
    #expect(templates[0] == #"say "*""# && templates[2] == templates[0])
    #expect(templates[1].contains("\\") && templates[3] == templates[1])
  }

  private func cut(_ text: String, keepsShortNumbers: Bool = false) -> String {
    var cutter = TemplateCutter(keepsShortNumbers: keepsShortNumbers)
    cutter.run(Array(text.utf8).span)
    return String(decoding: cutter.cut, as: UTF8.self)
  }

  @Test(arguments: [
    ("upgrade refused: hub queue full", "upgrade refused: hub queue full"),
    ("event loop stalled for 5.2s", "event loop stalled for *"),
    (
      "dial tcp 127.0.0.1:6399: connect: connection refused",
      "dial tcp *: connect: connection refused"
    ),
    ("read tcp 10.0.0.1:18091->127.0.0.66:51234: reset", "read tcp *->*: reset"),
    ("peer 2001:db8::1 gone", "peer * gone"),
    ("peer fe80::1 gone", "peer * gone"),
    ("conn 4df3d0953c73 closed", "conn * closed"),
    ("request 123e4567-e89b-12d3-a456-426614174000 failed", "request * failed"),
    ("user u00017 in room r6", "user u* in room r6"),
    ("/api/v1/users/48646/presence", "/api/v1/users/*/presence"),
    ("unknown key \"ab cd\" in 'x y'", "unknown key \"*\" in '*'"),
    ("can't open it", "can't open it"),
    ("at 06:14:07 on 2026-11-23", "at * on *"),
    ("缓存 未命中 17 次", "缓存 未命中 * 次"),
    ("retry 3 of 5", "retry * of *"),
    ("panic\ngoroutine 17", "panic"),
    ("0x7f3a9c dead-beef", "* dead-beef"),
    ("", ""),
  ])
  func variablePartsBecomeStars(text: String, template: String) {
    #expect(cut(text) == template)
  }

  @Test(arguments: [
    ("close 1006 (abnormal closure)", "close 1006 (abnormal closure)"),
    ("i/o timeout after 30000 ms", "i/o timeout after * ms"),
    ("read tcp 10.0.0.1:8080: reset", "read tcp *: reset"),
  ])
  func closeCodesStayInReasons(text: String, template: String) {
    #expect(cut(text, keepsShortNumbers: true) == template)
  }

  @Test func whatHasNoVariablePartIsVerbatim() {
    var cutter = TemplateCutter(keepsShortNumbers: false)
    cutter.run(Array("hub queue full".utf8).span)
    #expect(cutter.isVerbatim)
    cutter.run(Array("queue 17 full".utf8).span)
    #expect(!cutter.isVerbatim)
    cutter.run(Array(repeating: UInt8(ascii: "x"), count: 500).span)
    #expect(!cutter.isVerbatim)
    #expect(cutter.cut.count == TemplateCutter.longest)
  }
}
