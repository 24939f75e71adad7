/// Where and why a page of metrics is not accepted.
public struct PageRefusal: Error, Equatable, Sendable {
  /// The line, counted from 1.
  public var line: Int
  /// The byte in the line, counted from 1.
  public var column: Int
  /// The reason.
  public var reason: Reason

  /// What is wrong at that place.
  public enum Reason: Equatable, Sendable {
    /// Something else had to stand here.
    case expected(Element, found: Found)
    /// The text is no number.
    case notANumber(String)
    /// The number is too big for 64-bit floating point.
    case numberTooBig(String)
    /// The text is no timestamp.
    case notATimestamp(String)
    /// The word is no type of the format.
    case unknownType(String)
    /// The unit is not the end of the metric's name.
    case unitNotInName(unit: String, metric: String)
    /// The bytes are not UTF-8.
    case notUTF8(Element)
    /// The braces hold no quoted name, and none stands before them.
    case missingName
    /// A name stands before the braces, or twice within.
    case secondName
    /// A label occurs twice.
    case duplicateLabel(String)
    /// The page ends without `# EOF`: it may be cut off.
    case missingEOF
    /// Something follows `# EOF`.
    case dataAfterEOF
    /// The page has more bytes than can be addressed.
    case tooLong
    /// The target's rules leave a series without a name.
    case relabelledToNoName
    /// The page has more samples after relabelling than the target may have.
    case tooManySamples(count: Int, limit: Int)
    /// The labels of a series are not what a limit of the target's rules allows; what was found.
    case overLabelLimit(String, limit: Int, found: String)
  }

  /// Whether the page is well-formed and yet not what the target's rules allow.
  public var isAboutRules: Bool {
    switch reason {
    case .relabelledToNoName, .tooManySamples, .overLabelLimit: true
    default: false
    }
  }

  /// A part of a line.
  public enum Element: String, Sendable {
    case start = "a metric's name or a comment"
    case metricName = "a metric's name"
    case labelName = "a label's name"
    case labelValue = "a quoted label value"
    case equals = "\"=\""
    case commaOrBrace = "\",\" or \"}\""
    case value = "a value"
    case timestampOrEnd = "a timestamp or the end of the line"
    case lineEnd = "the end of the line"
    case text = "a text"
    case help = "the help text"
  }

  /// What stands there.
  public enum Found: Equatable, Sendable {
    /// A byte.
    case byte(UInt8)
    /// The end of the line.
    case lineEnd
    /// The end of the page.
    case pageEnd
  }
}

extension PageRefusal: CustomStringConvertible {
  /// `line 3, column 7: expected a value, found the end of the line`.
  public var description: String {
    if case .tooManySamples = reason { return reason.wording }
    return "line \(line), column \(column): \(reason.wording)"
  }
}

extension PageRefusal.Reason {
  var wording: String {
    switch self {
    case .expected(let element, let found): "expected \(element.rawValue), found \(found.wording)"
    case .notANumber(let text): "\"\(text)\" is no number"
    case .numberTooBig(let text): "\(text) is too big for a 64-bit float"
    case .notATimestamp(let text): "\"\(text)\" is no timestamp"
    case .unknownType(let word): "\"\(word)\" is no type of this format"
    case .unitNotInName(let unit, let metric):
      "the name \(metric) does not end in its unit _\(unit)"
    case .notUTF8(let element): "\(element.rawValue) is not valid UTF-8"
    case .missingName: "the series has no name"
    case .secondName: "the series has a second name"
    case .duplicateLabel(let name): "the label \(name) occurs twice"
    case .missingEOF: "the page does not end with # EOF, it may be cut off"
    case .dataAfterEOF: "something follows # EOF"
    case .tooLong: "the page is longer than 2 GiB"
    case .relabelledToNoName: "relabelling leaves the series without a name"
    case .tooManySamples(let count, let limit):
      "\(count) samples after relabelling, sample_limit is \(limit)"
    case .overLabelLimit(let name, let limit, let found): "\(found), \(name) is \(limit)"
    }
  }
}

extension PageRefusal.Found {
  var wording: String {
    switch self {
    case .byte(let byte) where (0x21...0x7e).contains(byte):
      "\"\(Character(Unicode.Scalar(byte)))\""
    case .byte(0x20): "a space"
    case .byte(0x09): "a tab"
    case .byte(0x0d): "a carriage return"
    case .byte(let byte): "the byte 0x\(String(byte, radix: 16))"
    case .lineEnd: "the end of the line"
    case .pageEnd: "the end of the page"
    }
  }
}
