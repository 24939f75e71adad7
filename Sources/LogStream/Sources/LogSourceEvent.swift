/// Something that happened to a source of lines and is worth a line in its history.
public struct LogSourceEvent: Hashable, Sendable {
  /// What happened.
  public enum Kind: Hashable, Sendable {
    /// The name leads to another file; the old one is read to its end first.
    case renamed
    /// The file was truncated and the rest of its text found in this copy.
    case copied(to: String)
    /// The file was truncated, and no copy was found.
    case truncated
    /// Text was lost before it was read; at least this many bytes, where that is known.
    case gap(bytes: Int64?)
    /// A stream or a command is read again.
    case reconnected
  }

  /// The source's number.
  public var source: Int
  /// What happened.
  public var kind: Kind

  /// An event of a source.
  public init(source: Int, kind: Kind) {
    self.source = source
    self.kind = kind
  }
}
