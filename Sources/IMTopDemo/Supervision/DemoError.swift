/// Why the demo cannot run.
enum DemoError: Error, Equatable {
  /// There is no `imtop` beside this program nor in PATH.
  case dashboardMissing(lookedIn: [String])
  /// The directory cannot be made.
  case directoryNotMade(path: String, errno: Int32)
  /// A process cannot be started.
  case notStarted(program: String, errno: Int32)
  /// A gateway or the proxy ended or said nothing in time.
  case notUp(name: String, said: String)
  /// A process of the demo ended on its own.
  case ended(name: String, status: Int32, said: String)
}
