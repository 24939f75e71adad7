/// Something that goes wrong on the clients' side.
public enum ClientFault: Hashable, Sendable {
  /// Clients of the block neither answer nor send, and stay away once they were closed.
  case silence(AddressBlock)
  /// Clients of the block that have sent no message for so many beats are cut off, without a word to
  /// either side.
  case cutIdle(AddressBlock, beats: Int)
  /// Clients of the block vanish without a FIN, now and then, and come back.
  case vanish(AddressBlock)
  /// One address connects and leaves.
  case storm
  /// Thousands of addresses connect, crash and connect.
  case reconnectLoop
  /// One address asks for paths that do not exist.
  case scan
}
