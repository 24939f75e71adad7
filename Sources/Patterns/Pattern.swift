import Synchronization

/// A compiled regular expression: the one engine of the program (PCRE2, 8-bit, JIT).
///
/// Immutable and usable from any thread at once. Subjects are UTF-8; bytes that are not are
/// tolerated and match nothing. All offsets count bytes.
public final class Pattern: Sendable {
  /// Which language the source is written in.
  public enum Dialect: Sendable {
    /// PCRE2's own syntax.
    case pcre
    /// RE2's syntax: look-around and back-references are refused.
    ///
    /// As in Prometheus, `.` matches a newline where the whole subject is matched.
    case re2
  }

  /// The longest source that is accepted, in bytes.
  public static let maximumSourceLength = 65_536

  /// The source as it was given.
  public let source: String
  /// The names of the groups, in the order of their numbers; nil for a group without a name.
  ///
  /// The first one is group 1.
  public let groupNames: [String?]

  let search: CompiledPattern
  private let whole = AtomicLazyReference<CompiledPattern>()
  private let shape: WholeMatchShape?
  private let translated: RE2Translation
  private let options: CompiledPattern.Options

  /// Compiles `source`.
  public init(
    _ source: String,
    dialect: Dialect = .pcre,
    caseInsensitive: Bool = false
  )
    throws(PatternError)
  {
    guard source.utf8.count <= Self.maximumSourceLength else {
      throw .syntax(
        message: "regular expression is longer than \(Self.maximumSourceLength) bytes",
        offset: Self.maximumSourceLength
      )
    }
    let bytes = Array(source.utf8)
    self.source = source
    var options: CompiledPattern.Options = caseInsensitive ? [.caseInsensitive] : []
    switch dialect {
    case .pcre:
      self.translated = RE2Translation(verbatim: bytes)
      self.shape = nil
    case .re2:
      options.insert(.dollarEndOnly)
      self.translated = try RE2Translation(bytes)
      self.shape = caseInsensitive ? nil : WholeMatchShape(bytes)
    }
    self.options = options
    self.search = try CompiledPattern(translated, options: options)
    self.groupNames = search.groupNames()
  }

  /// Whether the whole of `subject` matches; false when the match limit is met.
  public func matchesWhole(_ subject: String) -> Bool {
    if let shape { return shape.matches(subject) }
    return matchesWhole(subject.utf8.span)
  }

  /// Whether the whole of `subject` matches; false when the match limit is met.
  public func matchesWhole(_ subject: Span<UInt8>) -> Bool {
    guard let compiled = try? wholePattern() else { return false }
    return (try? compiled.hasMatch(in: subject, from: 0)) ?? false
  }

  /// Whether some part of `subject` matches; false when the match limit is met.
  public func matches(_ subject: Span<UInt8>) -> Bool {
    (try? search.hasMatch(in: subject, from: 0)) ?? false
  }

  /// Whether some part of `subject` matches; false when the match limit is met.
  public func matches(_ subject: String) -> Bool { matches(subject.utf8.span) }

  /// The bytes of the first match at or after `start`, nil when there is none.
  ///
  /// Throws `PatternError.matchLimit` when the limit is met.
  public func firstMatch(
    in subject: Span<UInt8>,
    from start: Int = 0
  ) throws(PatternError)
    -> Range<Int>?
  {
    try search.firstMatch(in: subject, from: start)?.range
  }

  /// The pattern that must cover the whole subject, compiled when it is first asked for.
  func wholePattern() throws(PatternError) -> CompiledPattern {
    if let ready = whole.load() { return ready }
    var options = options.union(.wholeSubject)
    if options.contains(.dollarEndOnly) { options.insert(.dotMatchesNewline) }
    return whole.storeIfNil(try CompiledPattern(translated, options: options))
  }
}

extension Pattern: Hashable {
  /// Whether both were made of the same source in the same way.
  public static func == (one: Pattern, other: Pattern) -> Bool {
    one.source == other.source && one.options == other.options
  }

  /// Feeds the source into `hasher`.
  public func hash(into hasher: inout Hasher) { hasher.combine(source) }
}
