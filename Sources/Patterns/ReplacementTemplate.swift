/// A replacement text in the syntax of Go's `regexp.Expand`.
struct ReplacementTemplate {
  private enum Part {
    case literal([UInt8])
    case group(number: Int)
    case named(String)
  }

  private var parts: [Part] = []

  /// The parts of `text`; a `$` that opens no reference stands for itself.
  init(_ text: String) {
    var rest = Array(text.utf8)[...]
    var literal: [UInt8] = []
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "$") else {
        literal.append(byte)
        continue
      }
      if rest.first == UInt8(ascii: "$") {
        rest.removeFirst()
        literal.append(byte)
      } else if let name = Self.takeName(from: &rest) {
        parts.append(.literal(literal))
        literal = []
        parts.append(Self.reference(name))
      } else {
        literal.append(byte)
      }
    }
    parts.append(.literal(literal))
  }

  /// Appends what the template becomes for `match` of `subject`.
  func append(
    _ match: PatternMatch,
    of subject: [UInt8],
    names: [String?],
    to result: inout [UInt8]
  ) {
    for part in parts {
      switch part {
      case .literal(let bytes):
        result += bytes
      case .group(let number):
        if let range = match.group(number) { result += subject[range] }
      case .named(let name):
        for (index, candidate) in names.enumerated() where candidate == name {
          guard let range = match.group(index + 1) else { continue }
          result += subject[range]
          break
        }
      }
    }
  }

  private static func reference(_ name: String) -> Part {
    guard let number = Int(name), name.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
      return .named(name)
    }
    return .group(number: number)
  }

  private static func takeName(from rest: inout ArraySlice<UInt8>) -> String? {
    let braced = rest.first == UInt8(ascii: "{")
    let body = braced ? rest.dropFirst() : rest
    let name = body.prefix { isWord($0) }
    var after = body.dropFirst(name.count)
    if braced {
      guard after.popFirst() == UInt8(ascii: "}") else { return nil }
    }
    guard !name.isEmpty else { return nil }
    rest = after
    return String(decoding: name, as: UTF8.self)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (byte >= 0x30 && byte <= 0x39)
      || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a)
  }
}
