/// Replaces the values of secrets in lines, fields and messages by `***`.
///
/// Found are values under a telling name (JSON, `key=value`, query strings, headers), `Bearer` and `Basic`
/// credentials, passwords in URLs, private keys, and anything that looks like a JSON web token or like one
/// of those that their issuers mark.
public struct SecretMask: Sendable {
  /// What stands in a secret's place.
  public static let replacement = "***"

  private let showsSecrets: Bool

  /// A mask; it changes nothing where secrets are to be shown.
  public init(showsSecrets: Bool = false) { self.showsSecrets = showsSecrets }

  /// The text with its secrets masked.
  public func masked(_ text: String) -> String {
    replaced(text.utf8Span.span).map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// The bytes with their secrets masked.
  public func masked(_ bytes: [UInt8]) -> [UInt8] { replaced(bytes.span) ?? bytes }

  /// The value of a field of the given name, masked whole where the name tells of a secret.
  public func masked(_ value: String, named name: String) -> String {
    guard !showsSecrets, !value.isEmpty else { return value }
    return SecretNames.contains(name.utf8.span) ? Self.replacement : masked(value)
  }

  /// Where the secrets of a text stand that are masked.
  func ranges(_ text: Span<UInt8>) -> [Range<Int>] { showsSecrets ? [] : SecretScan.ranges(text) }

  /// The text with its secrets masked; nil where it has none.
  func replaced(_ text: Span<UInt8>) -> [UInt8]? {
    let ranges = ranges(text)
    guard !ranges.isEmpty else { return nil }
    let mask = Array(Self.replacement.utf8)
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var at = 0
    for range in ranges where range.lowerBound >= at {
      for index in at..<range.lowerBound { output.append(text[index]) }
      output += mask
      at = range.upperBound
    }
    for index in at..<text.count { output.append(text[index]) }
    return output.count == text.count && output.indices.allSatisfy { output[$0] == text[$0] }
      ? nil : output
  }
}
