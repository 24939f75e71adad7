import HTTPFetch
import StrictYAML

extension HTTPOptions {
  static let keys = [
    "basic_auth", "bearer_token_file", "ca_file", "cert_file", "key_file", "server_name",
    "insecure", "headers", "body_limit",
  ]

  init(
    _ mapping: DocumentMapping,
    bodyLimit usual: Int = HTTPOptions.defaultBodyLimit
  )
    throws(DocumentError)
  {
    self.init(bodyLimit: usual)
    if let basic = mapping["basic_auth"] {
      let values = try basic.mapping(keys: ["username", "password", "password_file"])
      let user = HTTPAuthentication.Secret.value(try values.required("username").string())
      switch (try values.string("password"), try values.string("password_file")) {
      case (let password?, nil): authentication = .basic(user: user, password: .value(password))
      case (nil, let file?): authentication = .basic(user: user, password: .file(file))
      default: throw basic.error("one of password and password_file is needed")
      }
    }
    if let token = mapping["bearer_token_file"] {
      guard authentication == .none else {
        throw token.error("bearer_token_file and basic_auth exclude each other")
      }
      authentication = .bearer(tokenFile: try token.string())
    }
    caFile = try mapping.string("ca_file")
    certificateFile = try mapping.string("cert_file")
    keyFile = try mapping.string("key_file")
    if certificateFile == nil, let key = mapping["key_file"] {
      throw key.error("a key_file belongs to a cert_file")
    }
    serverName = try mapping["server_name"]?.serverName()
    insecure = try mapping["insecure"]?.boolean() ?? insecure
    bodyLimit = try mapping["body_limit"]?.bytes(atLeast: 1024) ?? bodyLimit
    headers = try mapping.stringMap("headers").map { Header($0.name, $0.value) }
  }
}
