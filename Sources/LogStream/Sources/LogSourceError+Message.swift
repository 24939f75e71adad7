import Glibc

extension LogSourceError: CustomStringConvertible {
  /// One sentence: what, where, and what to do about it.
  public var message: String {
    switch self {
    case .location(let text, let reason): reason.wording(text)
    case .missing(let path): "\(path) does not exist; waiting for it"
    case .absent(let path): "\(path) does not exist"
    case .vanished(let path): "\(path) has vanished; waiting for it to come back"
    case .unreadable(let path, let number):
      "\(path) cannot be read: \(Self.wording(errno: number))\(Self.advice(errno: number))"
    case .damaged(let path, let reason):
      "\(path) cannot be unpacked to its end: \(reason.isEmpty ? "it is damaged" : reason)"
    case .notAFile(let path): "\(path) is neither a file nor a pipe"
    case .readAlready(let path, let name): "\(path) is the same file as \(name), which is read"
    case .nothingMatches(let pattern): "no file matches \(pattern) yet; looking for one"
    case .noMatch(let pattern): "no file matches \(pattern)"
    case .tooManyMatches(let pattern, let limit):
      "\(pattern) matches more than \(limit) files, of which these are followed; narrow the pattern"
    case .noSpool(let number):
      "no temporary file for the text: \(Self.wording(errno: number)); set TMPDIR to a directory with room"
    case .streamEnded(let place, let reason): "\(place): \(reason); connecting again"
    case .streamOver(let place): "\(place): the server ended the stream; connecting again"
    case .streamFailed(let reason): reason
    case .commandEnded(let command, let exit, let lastWords):
      "\(command) \(exit)\(lastWords.isEmpty ? "" : ": \(lastWords)"); starting it again"
    }
  }

  /// The message.
  public var description: String { message }

  private static func wording(errno number: Int32) -> String {
    guard let text = strerror(number) else { return "error \(number)" }
    return String(cString: text)
  }

  private static func advice(errno number: Int32) -> String {
    switch number {
    case EACCES, EPERM: "; run as a user or in a group that may read it"
    case EMFILE, ENFILE: "; raise the limit of open files"
    default: ""
    }
  }
}

extension LogSourceError.LocationReason {
  fileprivate func wording(_ text: String) -> String {
    switch self {
    case .empty: "an empty location; name a file, a pattern, a URL or - for standard input"
    case .nulByte: "a path cannot hold a zero byte"
    case .noHost: "\(text): the URL has no host, write http://host:port/path"
    case .fileWithHost: "\(text): a file URL names no host, write file:///path or the path alone"
    case .unknownScheme(let scheme):
      "\(text): logs are not read over \(scheme); name a path, http://, https:// or -"
    }
  }
}
