/// What is known of an id, once its text has been asked.
enum ColumnVerdict: UInt8, Sendable {
  /// Records with it do not match.
  case no
  /// Records with it match.
  case yes
  /// The records' own texts decide.
  case text
}
