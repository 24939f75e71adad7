import Glibc

extension DemoError: CustomStringConvertible {
  /// The error in words, for a person at a terminal.
  var description: String {
    switch self {
    case .dashboardMissing(let places):
      "imtop is not beside this program and not in PATH (looked in \(places.joined(separator: ", ")));"
        + " build it, or use --no-dashboard"
    case .directoryNotMade(let path, let errno):
      "cannot make the directory \(path): \(String(cString: strerror(errno)))"
    case .notStarted(let program, let errno):
      "cannot start \(program): \(String(cString: strerror(errno)))"
    case .notUp(let name, let said):
      "the \(name) did not come up" + Self.quote(said)
    case .ended(let name, let status, let said):
      "the \(name) ended with \(status)" + Self.quote(said)
    }
  }

  private static func quote(_ said: String) -> String {
    said.isEmpty ? "" : "; it said:\n\(said)"
  }
}
