/// What stands for a drawing character where only ASCII may be drawn.
///
/// Every substitute takes one column for each column of what it stands for, so a layout does not
/// move; other characters become question marks.
enum ASCIIFallback {
  /// The ASCII character for `scalar`; a wide character's is drawn twice.
  static func scalar(for scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII { return scalar }
    if (0x2801...0x28FF).contains(scalar.value) {
      return density[min(3, (scalar.value - 0x2800).nonzeroBitCount.quarter)]
    }
    return table[scalar] ?? "?"
  }

  /// Braille cells by how many of their dots are set: one or two, three or four, and so on.
  private static let density: [Unicode.Scalar] = [".", ":", "|", "#"]

  private static let table: [Unicode.Scalar: Unicode.Scalar] = {
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (substitute, originals) in substitutes {
      for original in originals.unicodeScalars { table[original] = substitute }
    }
    return table
  }()

  private static let substitutes: [(Unicode.Scalar, String)] = [
    (" ", "\u{A0}\u{2800}"),
    ("-", "─┄┈╌−–—‐‑▄"), ("=", "━═▅"), ("|", "│┃║┆┊╎▌▐╽╿"),
    ("+", "╭╮╰╯┌┐└┘┏┓┗┛├┤┬┴┼┣┫┳┻╋╞╡✓✔▆"),
    ("_", "▁"), (".", "▂▏▎·░"), (":", "▃▍▒"), ("*", "▇●•◆★"), ("#", "█▋▊▉▓■"),
    ("^", "▲△▴↑⇧"), ("v", "▼▽▾↓"), (">", "›»▶▷▸→⇒≥"), ("<", "‹«◀◁◂←⏎↵⇐"),
    ("x", "×✕✗✖"), ("o", "○◌◯°"), ("~", "…≈∼"), ("!", "⚑⚠"), ("u", "µμ"),
    ("&", "∧"), ("\"", "“”„"), ("'", "‘’′"),
  ]
}

extension Int {
  /// The quarter in which a count of 1...8 lies, from 0.
  fileprivate var quarter: Int { (self - 1) / 2 }
}
