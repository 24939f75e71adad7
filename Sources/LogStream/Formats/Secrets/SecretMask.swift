/// Replaces the values of secrets in lines, fields and messages by `***`.
///
/// Found are values under a telling name (JSON, `key=value`, query strings, headers), `Bearer`
/// credentials, passwords in URLs and anything that looks like a JSON web token.
public struct SecretMask: Sendable {
  /// What stands in a secret's place.
  public static let replacement = "***"

  private let showsSecrets: Bool

  /// A mask; it changes nothing where secrets are to be shown.
  public init(showsSecrets: Bool = false) { self.showsSecrets = showsSecrets }

  /// The text with its secrets masked.
  public func masked(_ text: String) -> String {
    guard !showsSecrets, !text.isEmpty else { return text }
    var bytes = Array(text.utf8)
    guard mask(&bytes) else { return text }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes with their secrets masked.
  public func masked(_ bytes: [UInt8]) -> [UInt8] {
    guard !showsSecrets else { return bytes }
    var bytes = bytes
    _ = mask(&bytes)
    return bytes
  }

  /// The value of a field of the given name, masked whole where the name tells of a secret.
  public func masked(_ value: String, named name: String) -> String {
    guard !showsSecrets, !value.isEmpty else { return value }
    return SecretNames.contains(name) ? Self.replacement : masked(value)
  }

  /// Masks in place; whether anything was found.
  private func mask(_ bytes: inout [UInt8]) -> Bool {
    let ranges = SecretScan.ranges(bytes.span)
    guard !ranges.isEmpty else { return false }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var at = 0
    for range in ranges where range.lowerBound >= at {
      output += bytes[at..<range.lowerBound]
      output += Array(Self.replacement.utf8)
      at = range.upperBound
    }
    output += bytes[at...]
    bytes = output
    return true
  }
}
