/// One thing that `imtop check` found.
struct CheckFinding: Equatable {
  /// How a finding is to be taken, the gravest last: what stands last on a terminal is read first.
  enum Mark: String, CaseIterable {
    /// As it should be.
    case fine = "✓"
    /// No trouble, and yet hardly meant so.
    case doubtful = "!"
    /// Trouble.
    case wrong = "✗"

    /// How many findings of a kind are told unless everything is.
    var limit: Int {
      switch self {
      case .fine: 8
      case .doubtful: 10
      case .wrong: 40
      }
    }
  }

  /// What findings are about, in the plural.
  enum Kind: String {
    case targets, servers, logs, rules, panels, numbers
  }

  var mark: Mark
  var kind: Kind
  var headline: String
  /// Lines that belong to the headline.
  var details: [String] = []
  /// Further lines, for who asks for everything.
  var more: [String] = []

  init(
    _ mark: Mark,
    _ kind: Kind,
    _ headline: String,
    details: [String] = [],
    more: [String] = []
  ) {
    self.mark = mark
    self.kind = kind
    self.headline = headline
    self.details = details
    self.more = more
  }
}
