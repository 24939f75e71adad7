extension LogLocation {
  /// The paths of the files that a pattern matches, or that are logs of a directory, now; none for other
  /// locations.
  public var matches: [String] {
    switch self {
    case .glob(let pattern): GlobPattern.matches(of: pattern)
    case .directory(let path): GlobPattern.matches(of: GlobPattern.everything(in: path))
    case .file, .http, .command, .standardInput: []
    }
  }
}
