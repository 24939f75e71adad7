import Glibc

/// Where `imtop` is.
enum DashboardProgram {
  /// The path of `imtop`: beside this program, else in PATH.
  static func find() throws(DemoError) -> String {
    var places: [String] = []
    if let own = ownPath {
      places.append(String(own.prefix(upTo: own.lastIndex(of: "/") ?? own.endIndex)))
    }
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    places += path.split(separator: ":").map(String.init)
    for place in places where access(place + "/imtop", X_OK) == 0 { return place + "/imtop" }
    throw .dashboardMissing(lookedIn: places)
  }

  /// This program's own path.
  static var ownPath: String? {
    guard let path = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }
}
