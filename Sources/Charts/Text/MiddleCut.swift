/// Text without its middle where there is no room for all of it.
public enum MiddleCut {
  /// The text, at most `columns` wide: its begin and its end with an ellipsis between them.
  public static func text(_ text: String, columns: Int) -> String {
    guard TextWidth.columns(of: text) > columns else { return text }
    guard columns > 1 else { return columns == 1 ? "…" : "" }
    let room = columns - 1
    let head = taken(from: text, columns: room - room / 2)
    let tail = String(taken(from: text.reversed(), columns: room / 2).reversed())
    return head + "…" + tail
  }

  private static func taken(from text: some Sequence<Character>, columns: Int) -> String {
    var result = ""
    var used = 0
    for character in text {
      let own = TextWidth.columns(of: String(character))
      guard used + own <= columns else { break }
      result.append(character)
      used += own
    }
    return result
  }
}
