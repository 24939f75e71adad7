/// Something that goes wrong on the clients' side.
public enum ClientFault: Equatable, Sendable {
  /// Clients of the block neither answer nor send, and stay away once they were closed.
  case silence(AddressBlock)
}
