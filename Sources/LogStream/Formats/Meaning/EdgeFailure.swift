/// Whether a failed request is one of which the service behind a proxy knows nothing, if a proxy wrote the line.
enum EdgeFailure: UInt8, Sendable {
  /// It is not.
  case none
  /// It is by its status, unless the service's own log tells of it.
  case supposed
  /// Its line says that the service did not answer.
  case told
}
