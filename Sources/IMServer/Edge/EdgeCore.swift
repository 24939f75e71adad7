import NIOConcurrencyHelpers

/// What every connection through the proxy shares.
final class EdgeCore: Sendable {
  let configuration: EdgeConfiguration
  let log: LogWriter
  let rotation: NIOLockedValueBox<UpstreamRotation>

  init(_ configuration: EdgeConfiguration, log: LogWriter) {
    self.configuration = configuration
    self.log = log
    rotation = NIOLockedValueBox(UpstreamRotation(configuration.upstreams))
  }
}
