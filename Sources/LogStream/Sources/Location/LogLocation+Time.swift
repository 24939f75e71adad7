public import MetricsModel

extension LogLocation {
  /// The latest time that the last records of a file, or of the files that match, tell.
  ///
  /// Nil where none does, and for whatever is no file; times without a zone are those of `zone`.
  public func lastTime(zone: LogTimeZone) -> Timestamp? {
    switch self {
    case .file(let path):
      if case .there(let facts) = FileFacts.at(path: path), facts.kind == .directory {
        return LogLocation.directory(path).lastTime(zone: zone)
      }
      return FileTimes.last(of: path, zone: zone)
    case .glob, .directory: return matches.compactMap { FileTimes.last(of: $0, zone: zone) }.max()
    case .http, .command, .standardInput: return nil
    }
  }
}
