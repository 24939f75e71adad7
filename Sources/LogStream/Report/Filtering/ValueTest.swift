import LogModel
import Patterns

/// A condition on one value that is text.
struct ValueTest: Sendable {
  private enum Kind: Sendable {
    case always
    case never
    case contains(TextNeedle)
    case resembles(Resemblance)
    case equals(String)
    case number(ClosedRange<Double>, excludesLower: Bool, excludesUpper: Bool)
    case text(lower: String?, includesLower: Bool, upper: String?, includesUpper: Bool)
    case network(address: [UInt8], prefix: Int)
    case dottedNetwork(address: UInt32, mask: UInt32)
    case expression(Pattern)
  }

  private let kind: Kind

  /// A test of the condition; where `isProse`, a pattern may occur anywhere in the value.
  init(_ condition: Filter.Condition, isProse: Bool = false) {
    switch condition {
    case .exists: kind = .always
    case .resembles(let pattern) where pattern.asksForCharacters:
      let source = isProse ? pattern.expression : "\\A(?:\(pattern.expression))\\z"
      kind = (try? Pattern(source, caseInsensitive: true)).map { .expression($0) } ?? .never
    case .resembles(let pattern):
      kind =
        isProse
        ? .contains(TextNeedle(parts: pattern.parts))
        : .resembles(Resemblance(parts: pattern.parts))
    case .equals(let text): kind = .equals(text)
    case .compares(let comparison, let operand):
      switch comparison {
      case .less: kind = Self.range(nil, false, operand.text, false)
      case .lessOrEqual: kind = Self.range(nil, false, operand.text, true)
      case .greater: kind = Self.range(operand.text, false, nil, false)
      case .greaterOrEqual: kind = Self.range(operand.text, true, nil, false)
      }
    case .range(let lower, let includesLower, let upper, let includesUpper):
      kind = Self.range(lower?.text, includesLower, upper?.text, includesUpper)
    case .network(let text):
      kind = Self.network(text)
    case .expression(let source):
      kind = (try? Pattern(source, caseInsensitive: true)).map { .expression($0) } ?? .never
    }
  }

  /// Whether a pattern may occur anywhere in the value and its parts are known.
  var needle: TextNeedle? {
    if case .contains(let needle) = kind { needle } else { nil }
  }

  /// Whether the value, which is present, satisfies the condition.
  func matches(_ value: String) -> Bool {
    var value = value
    return value.withUTF8 { matches($0.span) }
  }

  /// The same for a value given by its bytes.
  func matches(_ value: Span<UInt8>) -> Bool {
    switch kind {
    case .always: true
    case .never: false
    case .contains(let needle):
      needle.occurs(in: value)
        || needle.hasWideCase && needle.occurs(in: Self.text(value).lowercased().utf8.span)
    case .resembles(let resemblance): resemblance.holds(value)
    case .equals(let text): Self.text(value) == text
    case .number(let range, let excludesLower, let excludesUpper):
      OperandText.seconds(value).map {
        range.contains($0) && !(excludesLower && $0 == range.lowerBound)
          && !(excludesUpper && $0 == range.upperBound)
      } ?? false
    case .text(let lower, let includesLower, let upper, let includesUpper):
      Self.lies(Self.text(value), lower, includesLower, upper, includesUpper)
    case .dottedNetwork(let network, let mask):
      Self.dottedAddress(value).map { $0 & mask == network }
        ?? Self.lies(Self.text(value), in: network.bigEndianBytes, mask.nonzeroBitCount)
    case .network(let address, let prefix): Self.lies(Self.text(value), in: address, prefix)
    case .expression(let pattern): pattern.matches(value)
    }
  }

  private static func text(_ value: Span<UInt8>) -> String {
    value.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  private static func lies(
    _ value: String,
    _ lower: String?,
    _ includesLower: Bool,
    _ upper: String?,
    _ includesUpper: Bool
  ) -> Bool {
    (lower.map { includesLower ? value >= $0 : value > $0 } ?? true)
      && (upper.map { includesUpper ? value <= $0 : value < $0 } ?? true)
  }

  private static func network(_ text: String) -> Kind {
    guard let (address, prefix) = NetworkText.parse(text) else { return .never }
    guard address.count == 4 else { return .network(address: address, prefix: prefix) }
    let mask: UInt32 = prefix == 0 ? 0 : .max << UInt32(32 - prefix)
    let number = address.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return .dottedNetwork(address: number & mask, mask: mask)
  }

  private static func range(
    _ lower: String?,
    _ includesLower: Bool,
    _ upper: String?,
    _ includesUpper: Bool
  ) -> Kind {
    let low = lower.map(OperandText.seconds) ?? -.infinity
    let high = upper.map(OperandText.seconds) ?? .infinity
    if let low, let high {
      guard low <= high else { return .never }
      return .number(
        low...high,
        excludesLower: lower != nil && !includesLower,
        excludesUpper: upper != nil && !includesUpper
      )
    }
    return .text(
      lower: lower,
      includesLower: includesLower,
      upper: upper,
      includesUpper: includesUpper
    )
  }

  /// The number of an IPv4 address as it is usually written, nil for anything else.
  private static func dottedAddress(_ text: Span<UInt8>) -> UInt32? {
    var address: UInt32 = 0
    var part: UInt32 = 0
    var dots = 0
    var digits = 0
    for index in text.indices {
      let byte = text[index]
      if ByteScan.isDigit(byte), digits < 3 {
        part = part * 10 + UInt32(byte - UInt8(ascii: "0"))
        digits += 1
      } else if byte == UInt8(ascii: "."), digits > 0, part < 256 {
        address = address << 8 | part
        (part, digits) = (0, 0)
        dots += 1
      } else {
        return nil
      }
    }
    return dots == 3 && digits > 0 && part < 256 ? address << 8 | part : nil
  }

  private static func lies(_ value: String, in network: [UInt8], _ prefix: Int) -> Bool {
    guard let address = NetworkText.address(value), address.count == network.count else {
      return false
    }
    for (index, byte) in address.enumerated() {
      let bits = min(8, max(0, prefix - index * 8))
      let mask = UInt8(truncatingIfNeeded: 0xff00 >> bits)
      if byte & mask != network[index] & mask { return false }
    }
    return true
  }
}

extension UInt32 {
  fileprivate var bigEndianBytes: [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> $0) }
  }
}
