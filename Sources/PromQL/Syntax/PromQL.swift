/// The query language of Prometheus 3, without native histograms and experimental functions.
public enum PromQL {
  /// The longest source that is read, in bytes.
  public static let maximumSourceLength = 1 << 17

  /// The tree of `text`, with its types checked.
  ///
  /// Throws the first mistake with its place in `text`.
  public static func parse(_ text: String) throws(PromQLError) -> Expr {
    guard text.utf8.count <= maximumSourceLength else {
      throw PromQLError(.sourceTooLong(limit: maximumSourceLength), at: 0..<0)
    }
    var parser = try Parser(text)
    return try parser.parseWhole()
  }

  /// Whether `name` can stand for a metric without quotes.
  static func isMetricName(_ name: String) -> Bool {
    isIdentifier(name, allowing: [UInt8(ascii: "_"), UInt8(ascii: ":")])
  }

  /// Whether `name` can stand for a label without quotes.
  static func isLabelName(_ name: String) -> Bool {
    isIdentifier(name, allowing: [UInt8(ascii: "_")])
  }

  private static func isIdentifier(_ name: String, allowing extra: [UInt8]) -> Bool {
    guard let first = name.utf8.first, !first.isDigit else { return false }
    return name.utf8.allSatisfy {
      $0.isDigit || $0.isLetter || extra.contains($0)
    }
  }
}

extension UInt8 {
  /// Whether this is an ASCII digit.
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }

  /// Whether this is an ASCII letter.
  var isLetter: Bool { self | 0x20 >= 0x61 && self | 0x20 <= 0x7a }
}
