import MetricsModel

/// Something that happened to an alert while the program ran.
struct AlertEvent: Hashable, Sendable {
  /// What happened.
  enum Kind: Hashable, Sendable {
    case fired
    case resolved
    case acknowledged
    case silenced(until: Timestamp)
    case silenceEnded
  }

  /// What happened.
  var kind: Kind
  /// When.
  var time: Timestamp
  /// The rule, or what is silenced.
  var rule: String
  /// What there is to say: the summary, or how long it lasted and how far it went.
  var text: String
}
