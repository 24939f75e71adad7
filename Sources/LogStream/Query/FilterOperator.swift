import LogModel

/// What stands between a field and its value.
enum FilterOperator: Equatable {
  /// `:`, resembles.
  case matches
  /// `=`, is exactly.
  case equals
  /// `!=`, is not exactly.
  case differs
  /// `<`, `<=`, `>`, `>=`.
  case compares(Filter.Comparison)
  /// Signs of other languages, and what to write here.
  case unknown(String, proposal: String)

  /// The operator as written.
  var text: String {
    switch self {
    case .matches: ":"
    case .equals: "="
    case .differs: "!="
    case .compares(let comparison): comparison.rawValue
    case .unknown(let text, _): text
    }
  }

  /// The operator that comes next, nil where none does.
  static func read(_ scanner: inout FilterScanner) -> FilterOperator? {
    let two = String(decoding: [scanner.peek(0), scanner.peek(1)], as: UTF8.self)
    if let proposal = foreign[two] {
      scanner.at += 2
      return .unknown(two, proposal: proposal)
    }
    if let comparison = Filter.Comparison(rawValue: two) {
      scanner.at += 2
      return .compares(comparison)
    }
    if two == "!=" {
      scanner.at += 2
      return .differs
    }
    switch scanner.next {
    case UInt8(ascii: ":"):
      scanner.at += 1
      // Kibana's and Lucene's `field:=value` means the same as `field = value`.
      guard scanner.next == UInt8(ascii: "="), scanner.peek(1) != UInt8(ascii: "=") else {
        return .matches
      }
      scanner.at += 1
      return .equals
    case UInt8(ascii: "="):
      scanner.at += 1
      return .equals
    case UInt8(ascii: "<"):
      scanner.at += 1
      return .compares(.less)
    case UInt8(ascii: ">"):
      scanner.at += 1
      return .compares(.greater)
    default: return nil
    }
  }

  private static let foreign: [String: String] = [
    "==": "= for exact equality, or : for resemblance",
    "=~": "field:/regex/",
    "!~": "NOT field:/regex/",
    "=>": ">=",
    "=<": "<=",
    "<>": "!=",
  ]
}
