/// What `:silence` was told: which alerts, and for how long.
struct SilenceWish: Hashable, Sendable {
  /// How long a silence lasts unless it is told otherwise, in seconds.
  static let usualSeconds = 3600.0

  /// The rule's name with wildcards; nil for the alert that is selected, or calls first.
  var rule: String?
  /// Values that an alert's labels must have.
  var labels: [Silence.Label] = []
  /// How long, in seconds.
  var seconds = Self.usualSeconds

  /// The selected alert for the usual time.
  init() {}

  /// Understands `RULE LABEL=VALUE 30m`, each of them optional, in any order; nil where it does not.
  init?(_ text: String) {
    for word in text.split(whereSeparator: \.isWhitespace).map(String.init) {
      if let equals = word.firstIndex(of: "="), equals > word.startIndex {
        let value = word[word.index(after: equals)...].filter { $0 != "\"" }
        labels.append(Silence.Label(name: String(word[..<equals]), value: value))
      } else if let length = DurationText.seconds(word) {
        seconds = length
      } else if rule == nil {
        rule = word
      } else {
        return nil
      }
    }
    if rule == nil, !labels.isEmpty { rule = "*" }
  }
}
