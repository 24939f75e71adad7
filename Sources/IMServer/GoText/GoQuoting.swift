/// Texts as Go's `strconv.Quote` quotes them.
enum GoQuoting {
  /// The text in quotes, with what cannot be printed escaped.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\0"..<" ", "\u{7F}":
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        let digits = [HexText.digit(byte >> 4), HexText.digit(byte)]
        quoted += "\\x" + String(decoding: digits, as: UTF8.self)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// The text as logrus' text format prints a value: in quotes only where it needs them.
  static func bare(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: "^"),
        UInt8(ascii: "+"):
        true
      default: false
      }
    }
    return isPlain ? text : quoted(text)
  }
}
