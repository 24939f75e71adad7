/// Something that goes wrong in the proxy before the gateways.
public enum EdgeFault: Hashable, Sendable {
  /// Every eighth request goes to an upstream that is gone: one refuses, one accepts and is silent.
  case goneUpstreams
}
