/// What was typed into each prompt, the newest last.
struct PromptHistory: Hashable, Sendable {
  /// No more lines than this are kept for each prompt.
  static let limit = 100

  private var lines: [Prompt.Purpose: [String]] = [:]

  /// Keeps a line unless it is empty; a line that was there moves to the end.
  mutating func add(_ line: String, to purpose: Prompt.Purpose) {
    guard !line.isEmpty else { return }
    var kept = lines[purpose] ?? []
    kept.removeAll { $0 == line }
    kept.append(line)
    lines[purpose] = Array(kept.suffix(Self.limit))
  }

  /// The line that many steps back, 1 being the newest; nil where there is none.
  func line(_ step: Int, of purpose: Prompt.Purpose) -> String? {
    guard let kept = lines[purpose], step >= 1, step <= kept.count else { return nil }
    return kept[kept.count - step]
  }
}
