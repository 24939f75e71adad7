public import HTTPFetch

/// A server that answers PromQL over HTTP as Prometheus does: Prometheus itself, Thanos, Mimir,
/// VictoriaMetrics.
public struct RemoteConfiguration: Sendable, Hashable {
  /// What stands before `/api/v1`, its query the parameters that every request carries.
  public var address: HTTPAddress
  /// How to ask; its `timeout` is a query's.
  public var http: HTTPOptions

  /// What people copy from a browser or another configuration and is no part of the prefix.
  private static let known = [
    "/api/v1/query_range", "/api/v1/query", "/api/v1", "/graph", "/query",
  ]

  /// The server at `text`: `http://prom:9090`, `https://mimir/prometheus`, `prom:9090`.
  ///
  /// Without a scheme it is `http://`; `/api/v1` and what follows it may be there or not.
  public init(
    parsing text: String,
    http: HTTPOptions = HTTPOptions(timeout: 20, bodyLimit: 32 << 20)
  ) throws(HTTPFetchError) {
    var address = try HTTPAddress(parsing: text.contains("://") ? text : "http://\(text)")
    var path = address.path
    let query = address.target.dropFirst(path.count)
    while path.hasSuffix("/") { path.removeLast() }
    if let suffix = Self.known.first(where: { path.hasSuffix($0) }) {
      path.removeLast(suffix.count)
    }
    address.target = (path.isEmpty ? "/" : path) + query
    self.address = address
    self.http = http
  }

  /// The address as it may be shown.
  public var maskedURL: String { address.masked }
}
