import Charts

/// How many colours the screen shows.
enum ColorDepth: Equatable, Sendable {
  /// None: attributes only.
  case mono
  /// The eight of the first terminals that had any.
  case eight
  /// The sixteen named ones.
  case sixteen
  /// The 256 of xterm.
  case indexed

  /// The depth of a terminal with `count` colours under a choice.
  ///
  /// `noColor` is the value of the environment's `NO_COLOR`: any that is not empty means none.
  init(count: Int, choice: Terminal.Options.Colors, noColor: String?) {
    let most: ColorDepth =
      count >= 256 ? .indexed : count >= 16 ? .sixteen : count >= 8 ? .eight : .mono
    switch choice {
    case .mono: self = .mono
    case .automatic: self = noColor?.isEmpty == false ? .mono : most
    case .ansi: self = most == .indexed ? .sixteen : most
    case .indexed: self = most
    }
  }
}
