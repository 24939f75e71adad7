import LogModel

/// Colours of text that is written to a terminal line by line.
struct OutputStyle: Sendable {
  /// Whether there are any.
  let hasColor: Bool

  /// What is less important.
  func dim(_ text: String) -> String { painted(text, "2") }

  /// A heading.
  func bold(_ text: String) -> String { painted(text, "1") }

  /// What went wrong.
  func bad(_ text: String) -> String { painted(text, "31") }

  /// A line of a level.
  func line(_ text: String, _ level: Level) -> String {
    switch level {
    case .fatal: painted(text, "1;31")
    case .error: painted(text, "31")
    case .warn: painted(text, "33")
    case .debug, .trace: dim(text)
    case .info, .unknown: text
    }
  }

  private func painted(_ text: String, _ codes: String) -> String {
    hasColor && !text.isEmpty ? "\u{1b}[\(codes)m\(text)\u{1b}[0m" : text
  }
}
