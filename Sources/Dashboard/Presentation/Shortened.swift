import Charts

/// Text cut to a number of columns, with an ellipsis where something was left out.
enum Shortened {
  /// The text, at most `columns` wide.
  static func text(_ text: String, columns: Int) -> String {
    guard TextWidth.columns(of: text) > columns else { return text }
    guard columns > 1 else { return columns == 1 ? "…" : "" }
    var result = ""
    var used = 0
    for character in text {
      let own = TextWidth.columns(of: String(character))
      guard used + own < columns else { break }
      result.append(character)
      used += own
    }
    return result + "…"
  }

  /// The text, at most `columns` wide, without its middle: what tells paths apart stands at their ends.
  static func middle(_ text: String, columns: Int) -> String {
    MiddleCut.text(text, columns: columns)
  }

  /// The text padded with blanks to `columns`, or cut to them.
  static func padded(_ text: String, columns: Int) -> String {
    let short = Self.text(text, columns: columns)
    return short + String(repeating: " ", count: max(0, columns - TextWidth.columns(of: short)))
  }

  /// The text with blanks before it up to `columns`; never cut, since it is a number.
  static func right(_ text: String, columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - TextWidth.columns(of: text))) + text
  }
}
