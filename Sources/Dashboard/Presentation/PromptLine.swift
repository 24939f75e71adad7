import Charts
import LogModel

/// The line that is being typed: the part around the cursor, an error underlined.
struct PromptLine {
  /// The runs, the cursor included.
  let runs: [Run]

  /// The line in `columns` columns.
  init(_ prompt: Prompt, columns: Int, _ theme: Theme) {
    let characters = prompt.line.characters
    let cursor = prompt.line.cursor
    var first = 0
    let before = characters[..<cursor].map { TextWidth.columns(of: String($0)) }
    var used = before.reduce(0, +)
    while used > columns - 1, first < cursor {
      used -= before[first]
      first += 1
    }
    let wrong = prompt.error.map { Self.characters(characters, in: $0.range) } ?? 0..<0
    var runs: [Run] = []
    for index in first..<characters.count {
      var style = wrong.contains(index) ? theme.bad.with(.underline) : theme.text
      if index == cursor { style = style.with(.reverse) }
      runs.append(Run(String(characters[index]), style))
    }
    if cursor == characters.count {
      let look = wrong.contains(cursor) ? theme.bad.with([.underline, .reverse]) : theme.active
      runs.append(Run(" ", look))
    }
    self.runs = runs
  }

  /// The characters that a range of UTF-8 offsets covers, at least one.
  private static func characters(_ characters: [Character], in range: Range<Int>) -> Range<Int> {
    var offset = 0
    var first: Int?
    var end = characters.count
    for (index, character) in characters.enumerated() {
      let next = offset + character.utf8.count
      if first == nil, next > range.lowerBound { first = index }
      if offset >= max(range.upperBound, range.lowerBound + 1) {
        end = index
        break
      }
      offset = next
    }
    let start = first ?? characters.count
    return start..<max(start + 1, end)
  }
}
