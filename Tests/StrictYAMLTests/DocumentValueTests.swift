import StrictYAML
import Testing

@Suite struct DocumentValueTests {
  func document(_ text: String) throws -> DocumentValue {
    try DocumentValue(text: text, file: "imtop.yml")
  }

  @Test func aMistakeNamesFileLineColumnAndKey() throws {
    let text = """
      targets:
        - url: :8080
          interval: soon
      """
    let targets = try document(text).mapping(keys: ["targets"]).required("targets").list()
    let interval = try #require(try targets[0].mapping(keys: ["url", "interval"])["interval"])
    let error = #expect(throws: DocumentError.self) { try interval.number() }
    #expect(
      error?.description == "imtop.yml:3:15: targets[0].interval: a number is expected here"
    )
  }

  @Test func anUnknownKeyProposesTheNearest() throws {
    let error = #expect(throws: DocumentError.self) {
      try document("tragets: []").mapping(keys: ["targets", "logs"])
    }
    #expect(
      error?.description == "imtop.yml:1:1: tragets: unknown key; did you mean \"targets\"?"
    )
  }

  @Test func anUnknownKeyFarFromAllListsThem() throws {
    let error = #expect(throws: DocumentError.self) {
      try document("colour: red").mapping(keys: ["targets", "logs"])
    }
    #expect(error?.message == "unknown key; known here: targets, logs")
  }

  @Test func brokenYAMLNamesItsLine() {
    let error = #expect(throws: DocumentError.self) { try document("a: [1, 2\nb: 3") }
    #expect(error?.line == 2)
    #expect(error?.message.hasPrefix("not YAML: ") == true)
  }

  private static let colon =
    "a value with \": \" in it must be quoted, or the key is indented wrongly"

  @Test(arguments: [
    ("a:\n\tb: 1", "2:1", "a tab is used for indentation: use spaces"),
    ("a:\n  b: 1\n\tc: 2", "3:1", "a tab is used for indentation: use spaces"),
    ("a: @b", "1:4", "a value that begins with @ must be quoted"),
    ("a: b: c", "1:5", colon),
    ("a: 1\n  b: 2", "2:4", colon),
    (
      #"a: "\d""#, "1:5",
      "in double quotes a backslash begins an escape: double it, or use single quotes"
    ),
    ("a: [1, 2\nb: 3", "2:2", "a [ is not closed, or a comma is missing"),
    ("a: \"b", "1:6", "a quote is not closed"),
  ])
  func brokenYAMLSaysWhatToDo(text: String, place: String, advice: String) {
    let error = #expect(throws: DocumentError.self) { try document(text) }
    #expect(error?.description.hasPrefix("imtop.yml:\(place): not YAML: ") == true)
    #expect(error?.description.hasSuffix("; \(advice)") == true, "\(error?.description ?? "")")
  }

  @Test func whatJSONAllowsIsTaken() throws {
    let text = "[{\"a,]\": \"\\\\\", \"b\": \",}\"},\n\t2]"
    #expect(try DocumentValue(text: text, file: "gw.json").list().count == 2)
  }

  @Test func aWordThatIsNoneProposesTheNearest() throws {
    let error = #expect(throws: DocumentError.self) {
      try document("percentage").oneOf(["short", "percent"])
    }
    #expect(error?.message == "one of short, percent is expected here; did you mean percent?")
  }

  @Test func aByteOrderMarkMayStandInFront() throws {
    #expect(try document("\u{FEFF}a: 1").openMapping().names == ["a"])
    #expect(throws: DocumentError.self) { try document("a: 1\n\u{FEFF}- b") }
  }

  @Test(arguments: [
    (
      "[{\"a\": 1",
      "gw.json:2:1: not JSON: did not find expected ',' or '}'; a { is not closed, "
    ),
    ("a: 1", "gw.json: not JSON: "),
    ("[{\"a\": \",]\\\"\"},\n 2 ,\n]", "gw.json:2:4: not JSON: a comma with nothing behind it"),
  ])
  func aFileOfJSONIsRefusedAsJSON(text: String, message: String) {
    let error = #expect(throws: DocumentError.self) {
      try DocumentValue(text: text, file: "gw.json")
    }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
  }

  @Test func aTextIsNoListOfTexts() throws {
    let mapping = try document("a: b\nc: [d]").openMapping()
    #expect(try mapping.textList("c") == ["d"])
    let error = #expect(throws: DocumentError.self) { try mapping.textList("a") }
    #expect(error?.description == "imtop.yml:1:4: a: a list is expected here: [\"b\"]")
  }

  @Test func aKeyThatStandsTwiceIsRefused() {
    #expect(throws: DocumentError.self) {
      try document("a: 1\na: 2").openMapping()
    }
  }

  @Test func anEmptyDocumentIsAnEmptyMapping() throws {
    #expect(try document("").openMapping().names == [])
  }

  @Test func nullsCountAsAbsent() throws {
    let mapping = try document("a:\nb: ~\nc: 'null'").openMapping()
    #expect(mapping["a"] == nil)
    #expect(mapping["b"] == nil)
    #expect(try mapping.string("c") == "null")
  }

  @Test func aSingleTextIsAListOfOne() throws {
    let mapping = try document("a: x\nb: [y, z]").openMapping()
    #expect(try mapping.strings("a") == ["x"])
    #expect(try mapping.strings("b") == ["y", "z"])
    #expect(try mapping.strings("c") == nil)
  }

  @Test func numbersStayInsideTheirRange() throws {
    let mapping = try document("a: 70000\nb: 12\nc: .inf").openMapping()
    #expect(try mapping["b"]?.integer(in: 1...100) == 12)
    let error = #expect(throws: DocumentError.self) { try mapping["a"]?.integer(in: 1...65535) }
    #expect(error?.message == "a whole number from 1 to 65535 is expected here")
    #expect(throws: DocumentError.self) { try mapping["c"]?.number() }
  }

  @Test func keysAreMergedAndTheOwnOnesWin() throws {
    let mapping = try document("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3, z: 4}").openMapping()
      .required("b").openMapping()
    #expect(
      try mapping.names.map { "\($0)=\(try mapping.string($0) ?? "")" } == ["y=3", "z=4", "x=1"]
    )
    #expect(throws: DocumentError.self) { try document("<<: 5").openMapping() }
  }

  @Test func aliasesOfAliasesAreBounded() {
    var text = "a0: &a0 {x: 1}\n"
    for level in 1...20 { text += "a\(level): &a\(level) {<<: [*a\(level - 1), *a\(level - 1)]}\n" }
    let last = text + "b: {<<: *a20}\n"
    #expect(throws: DocumentError.self) {
      try document(last).openMapping().required("b").openMapping()
    }
  }

  @Test func aSecondDocumentIsAMistakeOrPassedOver() throws {
    let text = "a: 1\n---\nb: 2\n"
    #expect(throws: DocumentError.self) { try document(text) }
    let first = try DocumentValue(text: text, file: "x.yml", takesFirst: true)
    #expect(try first.openMapping().names == ["a"])
  }
}
