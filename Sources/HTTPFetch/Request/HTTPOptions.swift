/// How a request is made: who asks, whom to trust and how long and how much to wait for.
public struct HTTPOptions: Sendable, Hashable {
  /// One more header of the request.
  public struct Header: Sendable, Hashable {
    /// The field's name.
    public var name: String
    /// The field's value; treated as a secret: it is never sent to another host.
    public var value: String

    /// A header of the given name and value.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// One more header whose value stands in a file.
  public struct HeaderFile: Sendable, Hashable {
    /// The field's name.
    public var name: String
    /// The file, read at every request as those of credentials are.
    public var path: String

    /// A header of the given name and file.
    public init(_ name: String, path: String) {
      self.name = name
      self.path = path
    }
  }

  /// The credentials.
  public var authentication: HTTPAuthentication
  /// Headers beyond those that a request carries anyway; of one name there may be several.
  public var headers: [Header]
  /// Further ones, whose values stand in files.
  public var headerFiles: [HeaderFile] = []
  /// A PEM file with the only certificate authorities to trust; nil trusts the system's.
  public var caFile: String?
  /// A PEM file with the certificates that this side shows; nil shows none.
  public var certificateFile: String?
  /// A PEM file with their private key; nil looks for it among the certificates.
  public var keyFile: String?
  /// The name that the other side is asked for in TLS and whose certificate it must show; nil means the
  /// address' host.
  public var serverName: String?
  /// Whether any certificate is accepted.
  public var insecure: Bool
  /// Seconds to wait for a connection.
  public var connectTimeout: Double
  /// Seconds to wait for the whole answer; for a stream, for the head of the answer.
  public var timeout: Double
  /// The most bytes of a body after decompression.
  public var bodyLimit: Int

  /// The limit of a body unless told otherwise: 64 MiB.
  public static let defaultBodyLimit = 64 << 20

  /// Options with everything at its usual value.
  public init(
    authentication: HTTPAuthentication = .none,
    headers: [Header] = [],
    caFile: String? = nil,
    insecure: Bool = false,
    connectTimeout: Double = 3,
    timeout: Double = 10,
    bodyLimit: Int = HTTPOptions.defaultBodyLimit
  ) {
    self.authentication = authentication
    self.headers = headers
    self.caFile = caFile
    self.certificateFile = nil
    self.keyFile = nil
    self.serverName = nil
    self.insecure = insecure
    self.connectTimeout = connectTimeout
    self.timeout = timeout
    self.bodyLimit = bodyLimit
  }
}
