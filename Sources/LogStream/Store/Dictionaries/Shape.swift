import LogModel

/// What makes records equal to the eye: folding puts records of one shape into one row.
struct Shape: Hashable, Sendable, BitwiseCopyable {
  /// The message's template, an id of `Dictionaries.templates`.
  var message: UInt32 = 0
  /// The path with its ids cut out, an id of `Dictionaries.templates`; only of requests.
  var path: UInt32 = 0
  /// The reason's template, an id of `Dictionaries.reasons`.
  var reason: UInt16 = 0
  /// The status; only of requests.
  var status: UInt16 = 0
  /// The method, an id of `Dictionaries.methods`; only of requests.
  var method: UInt8 = 0
  /// The raw value of the level.
  var level: UInt8 = 0
  /// The raw value of what happened to a connection.
  var event: UInt8 = 0
}
