import Charts

/// Text broken into rows of a width.
public enum WrappedText {
  /// The rows of `text`, at most `limit` of them: broken at blanks where there are some, else
  /// anywhere, and never inside a wide character.
  public static func rows(_ text: String, width: Int, limit: Int = 200) -> [String] {
    guard width > 0 else { return [] }
    var rows: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var row = ""
      var columns = 0
      for word in words(of: line) {
        guard rows.count < limit else { return rows }
        let wordColumns = TextWidth.columns(of: word)
        if columns + wordColumns <= width {
          row += word
          columns += wordColumns
          continue
        }
        if !row.isEmpty {
          rows.append(row)
          (row, columns) = ("", 0)
        }
        for character in word {
          let own = TextWidth.columns(of: String(character))
          if columns + own > width, !row.isEmpty {
            rows.append(row)
            (row, columns) = ("", 0)
          }
          row.append(character)
          columns += own
          guard rows.count < limit else { return rows }
        }
      }
      rows.append(row)
    }
    return Array(rows.prefix(limit))
  }

  /// The words of a line, each with the blanks behind it.
  private static func words(of line: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    for character in line {
      if character != " ", word.last == " " {
        words.append(word)
        word = ""
      }
      word.append(character)
    }
    return word.isEmpty ? words : words + [word]
  }
}
