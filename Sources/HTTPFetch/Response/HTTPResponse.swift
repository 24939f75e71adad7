/// An answer in full: status 200 to 299, its headers and its decompressed body.
public struct HTTPResponse: Sendable {
  /// The head of an answer.
  public struct Head: Sendable {
    /// The status code.
    public var status: Int
    /// The headers, names in lower case, in their order.
    public var headers: [HTTPOptions.Header]

    /// The first value of a header, its name in lower case.
    public subscript(name: String) -> String? { headers.first { $0.name == name }?.value }
  }

  /// Status and headers.
  public var head: Head
  /// The body, decompressed.
  public var body: [UInt8]
  /// Seconds from the request to the head of the answer.
  public var headSeconds: Double
  /// Seconds from the request to the end of the body.
  public var totalSeconds: Double

  /// The value of the `Content-Type` header.
  public var contentType: String? { head["content-type"] }
}
