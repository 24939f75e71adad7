public import StrictYAML

extension Profile {
  /// The profiles that imtop brings along: one a server, then the client libraries' common names.
  public static func builtin() throws(DocumentError) -> [Profile] {
    var profiles: [Profile] = []
    for (name, bytes) in files {
      profiles.append(
        try Profile(text: String(decoding: bytes, as: UTF8.self), file: "\(name).yml (built in)")
      )
    }
    return profiles
  }

  /// What the logs' own counts offer, for numbers that no target exports.
  public static func log() throws(DocumentError) -> Profile {
    try Profile(
      text: String(decoding: PackageResources.log_yml, as: UTF8.self),
      file: "log.yml (built in)"
    )
  }

  private static var files: [(name: String, bytes: [UInt8])] {
    [
      ("gin", PackageResources.gin_yml),
      ("centrifugo", PackageResources.centrifugo_yml),
      ("emqx", PackageResources.emqx_yml),
      ("nats", PackageResources.nats_yml),
      ("rabbitmq", PackageResources.rabbitmq_yml),
      ("prosody", PackageResources.prosody_yml),
      ("synapse", PackageResources.synapse_yml),
      ("mattermost", PackageResources.mattermost_yml),
      ("rocketchat", PackageResources.rocketchat_yml),
      ("tinode", PackageResources.tinode_yml),
      ("openim", PackageResources.openim_yml),
      ("nginx", PackageResources.nginx_yml),
      ("haproxy", PackageResources.haproxy_yml),
      ("envoy", PackageResources.envoy_yml),
      ("websocket", PackageResources.websocket_yml),
      ("generic", PackageResources.generic_yml),
    ]
  }
}
