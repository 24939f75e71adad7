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
      let user = try basic.string("username") ?? ""
      if basic["username_file"] != nil { leftOut.append("basic_auth.username_file is left out") }
      if let file = try basic.string("password_file") {
        authentication = .basic(user: user, password: .file(path(file)))
      } else {
        authentication = .basic(user: user, password: .value(try basic.string("password") ?? ""))
      }
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
      let known: Set = ["ca_file", "cert_file", "key_file", "insecure_skip_verify"]
      leftOut += tls.names.filter { !known.contains($0) }.map { "tls_config.\($0) is left out" }
    }
    for name in try job["http_headers"]?.openMapping().names ?? [] {
      let values = try job["http_headers"]?.openMapping()[name]?.openMapping().strings("values")
      if let value = values?.first { headers.append(Header(name, value)) }
    }
    return leftOut
  }
}
