/// A request's target taken apart: path and query.
struct RequestTarget: Equatable {
  /// The path as it was sent, without the query.
  let path: String
  /// The query's fields, percent-decoded; of a repeated name the first counts.
  let query: [String: String]

  /// The query as it was sent, with a token blackened; nil where there is none.
  let queryWithoutToken: String?

  /// Takes an origin-form target apart.
  init(_ uri: String) {
    let parts = uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(parts.first ?? "")
    var fields: [String: String] = [:]
    for pair in parts.count > 1 ? parts[1].split(separator: "&") : [] {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(sides[0]), fields[name] == nil else { continue }
      fields[name] = Self.decoded(sides.count > 1 ? sides[1] : "")
    }
    query = fields
    queryWithoutToken =
      parts.count > 1
      ? parts[1].split(separator: "&", omittingEmptySubsequences: false).map {
        Self.isToken($0) ? "token=…" : $0
      }.joined(separator: "&") : nil
  }

  /// Whether the field is a token, however its name is written.
  private static func isToken(_ field: Substring) -> Bool {
    decoded(field.prefix { $0 != "=" }) == "token"
  }

  /// The text with `%XX` and `+` decoded; nil where that is no UTF-8 or a digit is missing.
  static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        let digits = rest.prefix(2)
        guard digits.count == 2, let text = String(digits),
          text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
          let value = UInt8(text, radix: 16)
        else { return nil }
        bytes.append(value)
        rest = rest.dropFirst(2)
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
