import FoundationEssentials

/// A message as a client sends it: `{"room":"r","user":"u","text":"..."}`.
///
/// Over a WebSocket `room` and `user` default to those of the connection.
struct IncomingMessage: Decodable, Equatable {
  /// The room to say it in.
  var room: String?
  /// Who says it.
  var user: String?
  /// What is said.
  var text: String

  /// Reads JSON; nil where it is no such message.
  init?(json: some Sequence<UInt8>) {
    guard let message = try? JSONDecoder().decode(Self.self, from: Data(json)) else { return nil }
    self = message
  }
}
