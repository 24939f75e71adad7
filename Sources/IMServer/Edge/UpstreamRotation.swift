/// Whose turn the next request is.
///
/// The living take turns. While there are some that are gone, every eighth request is handed to one of
/// those, as by a proxy that has not been told.
struct UpstreamRotation: Equatable, Sendable {
  private let living: [GatewayAddress]
  /// Upstreams that are gone and still in the list.
  var gone: [GatewayAddress] = []
  private var requests = 0

  /// A rotation over these.
  init(_ living: [GatewayAddress]) {
    self.living = living
  }

  /// The upstream of the next request; nil where there is none at all.
  mutating func next() -> GatewayAddress? {
    requests &+= 1
    if !gone.isEmpty, requests % 8 == 0 { return gone[requests / 8 % gone.count] }
    return living.isEmpty ? nil : living[requests % living.count]
  }
}
