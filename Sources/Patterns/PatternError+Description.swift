extension PatternError: CustomStringConvertible {
  /// The error as a sentence for people, without its offset.
  public var description: String {
    switch self {
    case .syntax(let message, _): message
    case .unsupported(let construct, _): "\(construct) is not supported"
    case .matchLimit: "the match took too many steps"
    }
  }

  /// Where in the source the trouble stands, in bytes; nil for a match that took too long.
  public var offset: Int? {
    switch self {
    case .syntax(_, let offset), .unsupported(_, let offset): offset
    case .matchLimit: nil
    }
  }
}
