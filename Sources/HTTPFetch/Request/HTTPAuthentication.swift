/// How a request says who asks.
///
/// Files are read at every request, so that a rotated secret is used at once; one trailing line
/// break is left out.
public enum HTTPAuthentication: Sendable, Hashable {
  /// No credentials.
  case none
  /// HTTP basic authentication.
  case basic(user: Secret, password: Secret)
  /// An `Authorization: Bearer` token from the file at this path.
  case bearer(tokenFile: String)
  /// An `Authorization` header of any type: `Token …`.
  case authorization(type: String, credentials: Secret)

  /// Where a password comes from.
  public enum Secret: Sendable, Hashable {
    /// The value itself.
    case value(String)
    /// The content of the file at this path.
    case file(String)
  }
}
