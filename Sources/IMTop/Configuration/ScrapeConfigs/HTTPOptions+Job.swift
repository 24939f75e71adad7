import HTTPFetch
import StrictYAML

extension HTTPOptions {
  /// The keys of a job that say how a target is asked.
  static let jobKeys: Set = [
    "basic_auth", "authorization", "bearer_token", "bearer_token_file", "tls_config",
    "http_headers",
  ]

  /// Takes in the keys of a job in a Prometheus configuration; gives what of them is left out.
  mutating func take(
    _ job: DocumentMapping,
    path: (String) -> String
  ) throws(DocumentError) -> [String] {
    var leftOut: [String] = []
    if let basic = try job["basic_auth"]?.openMapping() {
      func secret(_ key: String) throws(DocumentError) -> HTTPAuthentication.Secret {
        if let file = try basic.string("\(key)_file") { return .file(path(file)) }
        return .value(try basic.string(key) ?? "")
      }
      authentication = .basic(user: try secret("username"), password: try secret("password"))
    }
    if let token = try job.string("bearer_token") {
      authentication = .authorization(type: "Bearer", credentials: .value(token))
    }
    if let file = try job.string("bearer_token_file") {
      authentication = .bearer(tokenFile: path(file))
    }
    if let authorization = try job["authorization"]?.openMapping() {
      let type = try authorization.string("type") ?? "Bearer"
      if let file = try authorization.string("credentials_file") {
        authentication = .authorization(type: type, credentials: .file(path(file)))
      } else if let secret = try authorization.string("credentials") {
        authentication = .authorization(type: type, credentials: .value(secret))
      }
    }
    if let tls = try job["tls_config"]?.openMapping() {
      caFile = try tls.string("ca_file").map(path)
      certificateFile = try tls.string("cert_file").map(path)
      keyFile = try tls.string("key_file").map(path)
      insecure = try tls["insecure_skip_verify"]?.boolean() ?? false
      serverName = try tls["server_name"]?.serverName()
      let known: Set = [
        "ca_file", "cert_file", "key_file", "insecure_skip_verify", "server_name",
      ]
      leftOut += tls.names.filter { !known.contains($0) }.map { "tls_config.\($0) is left out" }
    }
    for name in try job["http_headers"]?.openMapping().names ?? [] {
      guard let header = try job["http_headers"]?.openMapping()[name]?.openMapping()
      else { continue }
      let values = (try header.textList("values") ?? []) + (try header.textList("secrets") ?? [])
      headers += values.map { Header(name, $0) }
      headerFiles += (try header.textList("files") ?? []).map { HeaderFile(name, path: path($0)) }
    }
    return leftOut
  }
}

extension DocumentValue {
  /// A host's name, or its address, as TLS asks for it; nil where it is empty.
  func serverName() throws(DocumentError) -> String? {
    let name = try string()
    let isName = name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f } && !name.contains("/")
    if name.isEmpty { return nil }
    guard isName else { throw error("a host's name is expected here") }
    return name
  }
}
