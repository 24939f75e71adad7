/// Gives users tokens and knows them again, without keeping any.
///
/// A token is `v1.USER.EXPIRY.SIGNATURE`: the user's bytes and the second of its end in hexadecimal
/// digits, signed together. It says nothing secret; it only cannot be made without the key.
public struct TokenIssuer: Sendable {
  /// What is wrong with a token.
  public enum Flaw: Error, Equatable, Sendable {
    /// It is no token, or not one of this key.
    case invalid
    /// It was one.
    case expired
  }

  private let key: TokenKey
  /// How long a token is good for, in seconds.
  public let lifetime: Int64

  /// An issuer of tokens that are good for so many seconds.
  public init(key: TokenKey, lifetime: Int64) {
    self.key = key
    self.lifetime = max(1, lifetime)
  }

  /// A token for the user.
  public func issue(to user: String, at now: WallTime) -> String {
    let expiry = (now.milliseconds / 1000).addingReportingOverflow(lifetime).partialValue
    let name = user.utf8.flatMap { [HexText.digit($0 >> 4), HexText.digit($0)] }
    let claim = "v1.\(String(decoding: name, as: UTF8.self)).\(String(max(0, expiry), radix: 16))"
    return claim + "." + signature(claim)
  }

  /// Whose token it is.
  public func user(of token: String, at now: WallTime) throws(Flaw) -> String {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard token.utf8.count <= 256, parts.count == 4, parts[0] == "v1" else { throw .invalid }
    guard Self.isSame(signature(parts[0...2].joined(separator: ".")), String(parts[3])) else {
      throw .invalid
    }
    guard let expiry = Int64(parts[2], radix: 16), let user = Self.text(parts[1]) else {
      throw .invalid
    }
    guard now.milliseconds / 1000 < expiry else { throw .expired }
    return user
  }

  private func signature(_ claim: String) -> String {
    SipHash.hash(Array(claim.utf8), key: key)
  }

  /// Compares in a time that says nothing about where the first difference is.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    guard left.utf8.count == right.utf8.count else { return false }
    return zip(left.utf8, right.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private static func text(_ hex: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = hex
    while !rest.isEmpty {
      guard rest.count >= 2, let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
