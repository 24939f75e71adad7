/// Who needs a token.
public enum TokenPolicy: String, CaseIterable, Sendable {
  /// Nobody: users may simply name themselves; but a token that is shown must be good.
  case optional
  /// Whoever wants to say, read or hear something.
  case required
}
