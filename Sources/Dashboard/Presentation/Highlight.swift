import Charts

/// Text with the places at which a searched text occurs set apart.
enum Highlight {
  /// `text` as runs; occurrences of `needle`, whatever its case, get the look `found`.
  static func runs(_ text: String, _ style: Style, needle: String, found: Style) -> [Run] {
    guard !needle.isEmpty, !text.isEmpty else { return [Run(text, style)] }
    let characters = Array(text)
    let folded = characters.map { $0.lowercased() }
    let sought = needle.map { $0.lowercased() }
    guard sought.count <= folded.count else { return [Run(text, style)] }
    var runs: [Run] = []
    var plain = ""
    var index = 0
    while index < characters.count {
      let end = index + sought.count
      if end <= folded.count, folded[index..<end].elementsEqual(sought) {
        if !plain.isEmpty { runs.append(Run(plain, style)) }
        plain = ""
        runs.append(Run(String(characters[index..<end]), found))
        index = end
      } else {
        plain.append(characters[index])
        index += 1
      }
    }
    if !plain.isEmpty { runs.append(Run(plain, style)) }
    return runs
  }
}
