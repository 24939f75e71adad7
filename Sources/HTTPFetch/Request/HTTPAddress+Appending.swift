extension HTTPAddress {
  /// This address with `path` behind its own, and `parameters` behind those that it has.
  ///
  /// Names and values are percent-encoded here; `path` is taken as it is and begins with a slash.
  public func appending(
    path more: String,
    parameters: [(name: String, value: String)] = []
  ) -> HTTPAddress {
    var own = path[...]
    while own.hasSuffix("/") { own = own.dropLast() }
    let query = target.dropFirst(path.count).dropFirst()
    let all =
      (query.isEmpty ? [] : [String(query)])
      + (parameters.isEmpty ? [] : [Self.form(parameters)])
    var result = self
    result.target = own + more + (all.isEmpty ? "" : "?" + all.joined(separator: "&"))
    return result
  }

  /// Parameters as they stand in a query or in the body of a POST.
  public static func form(_ parameters: [(name: String, value: String)]) -> String {
    parameters.map { "\(percentEncoded($0.name))=\(percentEncoded($0.value))" }
      .joined(separator: "&")
  }

  /// The text with everything but letters, digits, `-`, `.`, `_` and `~` as `%XX`.
  static func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
