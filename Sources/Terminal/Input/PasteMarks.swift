/// What terminals send around pasted text.
enum PasteMarks {
  /// Before it.
  static let begin = Array("\u{1B}[200~".utf8)
  /// Behind it.
  static let end = Array("\u{1B}[201~".utf8)
}
