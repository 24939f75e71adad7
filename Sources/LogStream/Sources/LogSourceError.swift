/// Why a source of log lines cannot be used, or not now.
public enum LogSourceError: Error, Hashable, Sendable {
  /// The text names no place that lines can come from.
  case location(String, LocationReason)
  /// Nothing is at the path.
  case missing(String)
  /// Nothing is at the path, and it is not waited for.
  case absent(String)
  /// There was a file at the path, and there is none now.
  case vanished(String)
  /// The system refuses to open or to read it; the system's number of the error.
  case unreadable(String, errno: Int32)
  /// The compressed file is damaged or ends too soon; what zlib says.
  case damaged(String, reason: String)
  /// What is at the path is neither a file nor a pipe.
  case notAFile(String)
  /// The same file is read already, under this name.
  case readAlready(String, under: String)
  /// A pattern or a directory has no file.
  case nothingMatches(String)
  /// No file matches the pattern, and none is waited for.
  case noMatch(String)
  /// A pattern matches more files than are followed.
  case tooManyMatches(String, limit: Int)
  /// Text that has no file of its own cannot be spooled.
  case noSpool(errno: Int32)
  /// A stream has ended; what it was and why.
  case streamEnded(String, reason: String)
  /// The server has ended a stream as it should.
  case streamOver(String)
  /// A stream broke off, or could not be opened, and is not tried again.
  case streamFailed(reason: String)
  /// A command has ended; its exit and the end of what it said on standard error.
  case commandEnded(String, exit: String, lastWords: String)

  /// What is wrong with a location's text.
  public enum LocationReason: Hashable, Sendable {
    /// There is no text.
    case empty
    /// A path cannot hold a zero byte.
    case nulByte
    /// The URL has no host.
    case noHost
    /// A `file` URL with a host.
    case fileWithHost
    /// A URL of another kind.
    case unknownScheme(String)
  }
}
