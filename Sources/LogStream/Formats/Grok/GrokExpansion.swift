/// A grok expression with its patterns filled in, as PCRE2 takes it.
///
/// What grok's own engine reads otherwise is rewritten: `\h` is a hexadecimal digit, a bracket expression
/// may hold another one, `x?*` is `x*`. Each field is a group with a name of its own, for the same field may occur twice.
struct GrokExpansion {
  /// What a captured text is to be.
  enum Conversion: Sendable {
    case none
    case integer
    case decimal
  }

  /// A field that the expression captures.
  struct Field: Sendable {
    /// Its name, parts joined by dots.
    var name: String
    /// What the text is to be.
    var conversion: Conversion
  }

  /// The regular expression.
  private(set) var source: [UInt8] = Array("(?ms)".utf8)
  /// The fields; that of index 7 is captured by the group `f7`.
  private(set) var fields: [Field] = []

  private let patterns: GrokPatterns
  private var open: [String] = []

  private static let depthLimit = 64
  /// Longer expressions are refused by the compiler of regular expressions anyway.
  private static let sourceLimit = 1 << 17

  /// Fills in the patterns of an expression.
  init(_ expression: String, _ patterns: GrokPatterns) throws(GrokError) {
    self.patterns = patterns
    try expand(Array(expression.utf8))
  }

  private mutating func expand(_ text: [UInt8]) throws(GrokError) {
    var at = 0
    var nesting = 0
    while at < text.count, source.count < Self.sourceLimit {
      let byte = text[at]
      let next = at + 1 < text.count ? text[at + 1] : 0
      switch (byte, next) {
      case (UInt8(ascii: "\\"), UInt8(ascii: "h")):
        source += Array((nesting > 0 ? "0-9A-Fa-f" : "[0-9A-Fa-f]").utf8)
        at += 2
      case (UInt8(ascii: "\\"), _):
        source += text[at..<min(at + 2, text.count)]
        at += 2
      case (UInt8(ascii: "["), UInt8(ascii: "[")) where nesting == 0:
        nesting = 2
        source.append(byte)
        at += 2
        // `[[:alnum:]]` holds a class, not another bracket expression.
        if at < text.count, text[at] == UInt8(ascii: ":") {
          source.append(next)
          nesting = 1
          at = copyClass(text, at)
        }
      case (UInt8(ascii: "["), UInt8(ascii: ":")) where nesting > 0:
        source.append(byte)
        at = copyClass(text, at + 1)
      case (UInt8(ascii: "["), _):
        nesting = max(1, nesting)
        source.append(byte)
        at += 1
        if at < text.count, text[at] == UInt8(ascii: "^") {
          source.append(text[at])
          at += 1
        }
        if at < text.count, text[at] == UInt8(ascii: "]") {
          source.append(text[at])
          at += 1
        }
      case (UInt8(ascii: "]"), _) where nesting > 0:
        nesting -= 1
        if nesting == 0 { source.append(byte) }
        at += 1
      case (UInt8(ascii: "%"), UInt8(ascii: "{")) where nesting == 0:
        at = try expandReference(text, at + 2)
      case (UInt8(ascii: "?"), UInt8(ascii: "*")) where nesting == 0:
        // `(?:x?)*` to grok's engine, an error to PCRE2.
        at += 1
      case (UInt8(ascii: "("), UInt8(ascii: "?")) where nesting == 0:
        at = openGroup(text, at)
      default:
        source.append(byte)
        at += 1
      }
    }
  }

  /// Copies `:alnum:]` behind its bracket, letters and digits of all scripts included; the offset behind
  /// it.
  private mutating func copyClass(_ text: [UInt8], _ start: Int) -> Int {
    let end = text[start...].firstIndex(of: UInt8(ascii: "]")) ?? text.count - 1
    let properties = [
      ":alnum:]": #"\p{L}\p{N}"#, ":alpha:]": #"\p{L}"#, ":digit:]": #"\p{Nd}"#,
      ":upper:]": #"\p{Lu}"#, ":lower:]": #"\p{Ll}"#,
    ]
    if let property = properties[String(decoding: text[start...end], as: UTF8.self)] {
      source.removeLast()
      source += Array(property.utf8)
    } else {
      source += text[start...end]
    }
    return end + 1
  }

  /// Reads `NAME:field:type}`, and whatever else stands before the brace; the offset behind it.
  private mutating func expandReference(_ text: [UInt8], _ start: Int) throws(GrokError) -> Int {
    var at = start
    while at < text.count, Self.isNameByte(text[at]) { at += 1 }
    let name = String(decoding: text[start..<at], as: UTF8.self)
    var field: Field?
    if at < text.count, text[at] == UInt8(ascii: ":") {
      let first = at + 1
      at = first
      while at < text.count, Self.isFieldByte(text[at]) { at += 1 }
      field = Self.field(String(decoding: text[first..<at], as: UTF8.self))
    }
    while at < text.count, text[at] != UInt8(ascii: "}") { at += 1 }
    guard let definition = patterns[name] else { throw .unknownPattern(name) }
    guard !open.contains(name), open.count < Self.depthLimit else { throw .recursivePattern(name) }
    source += Array((field.map { openField($0) } ?? "(?:").utf8)
    open.append(name)
    try expand(Array(definition.utf8))
    open.removeLast()
    source.append(UInt8(ascii: ")"))
    return at + 1
  }

  /// Reads `(?<field>`, or as much of another group as begins it; the offset behind that.
  private mutating func openGroup(_ text: [UInt8], _ start: Int) -> Int {
    let first = start + 3
    guard first < text.count, text[start + 2] == UInt8(ascii: "<"),
      text[first] != UInt8(ascii: "="), text[first] != UInt8(ascii: "!"),
      let close = text[first...].firstIndex(of: UInt8(ascii: ">"))
    else {
      source += text[start..<start + 2]
      return start + 2
    }
    let name = String(decoding: text[first..<close], as: UTF8.self)
    source += Array(openField(Self.field(name)).utf8)
    return close + 1
  }

  private mutating func openField(_ field: Field) -> String {
    fields.append(field)
    return "(?<f\(fields.count - 1)>"
  }

  /// `[http][request][method]:int` is `http.request.method`, a whole number.
  private static func field(_ text: String) -> Field {
    var conversion = Conversion.none
    var name = text[...]
    for (ending, kind) in [(":int", Conversion.integer), (":float", .decimal)]
    where name.hasSuffix(ending) {
      conversion = kind
      name = name.dropLast(ending.count)
    }
    let parts = name.split(whereSeparator: { $0 == "[" || $0 == "]" })
    return Field(name: parts.joined(separator: "."), conversion: conversion)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    ByteScan.isLetter(byte) || ByteScan.isDigit(byte) || byte == UInt8(ascii: "_")
  }

  private static func isFieldByte(_ byte: UInt8) -> Bool {
    isNameByte(byte) || "@[]:.-".utf8.contains(byte)
  }
}
