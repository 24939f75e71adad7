/// Writes one flat JSON object as bytes, field by field.
///
/// Control characters, quotes and backslashes are escaped; everything else is passed on as UTF-8.
/// Fields whose value is nil are left out.
struct JSONObjectText {
  /// Which characters are escaped besides those that must be.
  enum Escaping {
    case none
    /// `<`, `>` and `&`, as Go's encoder does.
    case html
  }

  private var bytes: [UInt8]
  private var isEmpty = true
  private let escaping: Escaping

  /// An object that is appended to `bytes`.
  init(into bytes: consuming [UInt8] = [], escaping: Escaping = .none) {
    self.bytes = bytes
    self.escaping = escaping
    self.bytes.append(UInt8(ascii: "{"))
  }

  /// The bytes with the object closed.
  consuming func finished() -> [UInt8] {
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  mutating func add(_ name: StaticString, _ value: String?) {
    guard let value else { return }
    begin(name)
    append(quoted: value)
  }

  mutating func add(_ name: StaticString, _ value: (some BinaryInteger)?) {
    guard let value else { return }
    begin(name)
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Adds a value of any type; a number that is not finite is left out.
  mutating func add(name: String, _ value: LogValue) {
    if case .decimal(let number) = value, !number.isFinite { return }
    begin(name)
    append(value)
  }

  /// Adds a number with at most three decimals; what is no finite number is left out.
  mutating func add(name: String, thousandths value: Double) {
    guard value.isFinite, abs(value) < 1e15 else { return }
    begin(name)
    let whole = Int64((value * 1000).rounded())
    if whole < 0 { bytes.append(UInt8(ascii: "-")) }
    bytes.append(contentsOf: String(whole.magnitude / 1000).utf8)
    let rest = String(whole.magnitude % 1000)
    guard rest != "0" else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 3 - rest.utf8.count))
    bytes.append(contentsOf: rest.utf8)
  }

  /// Adds an array of values that are JSON already.
  mutating func add(_ name: StaticString, array values: [[UInt8]]) {
    begin(name)
    bytes.append(UInt8(ascii: "["))
    bytes.append(contentsOf: values.joined(separator: [UInt8(ascii: ",")]))
    bytes.append(UInt8(ascii: "]"))
  }

  /// The text as a JSON string.
  static func quoted(_ text: String) -> [UInt8] {
    var object = JSONObjectText()
    object.bytes.removeAll()
    object.append(quoted: text)
    return object.bytes
  }

  private mutating func append(_ value: LogValue) {
    switch value {
    case .text(let text): append(quoted: text)
    case .integer(let number), .latency(let number): bytes.append(contentsOf: String(number).utf8)
    case .decimal(let number):
      bytes.append(contentsOf: (number.isFinite ? GoNumber.plain(number) : "null").utf8)
    case .boolean(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .list(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        append(value)
      }
      bytes.append(UInt8(ascii: "]"))
    case .fields(let fields):
      var object = JSONObjectText(into: bytes, escaping: escaping)
      for field in fields { object.add(name: field.name, field.value) }
      bytes = object.finished()
    }
  }

  private mutating func begin(_ name: String) {
    separate()
    append(quoted: name)
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func separate() {
    if !isEmpty { bytes.append(UInt8(ascii: ",")) }
    isEmpty = false
  }

  private mutating func begin(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: "\":".utf8)
  }

  private mutating func append(quoted text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case UInt8(ascii: "<") where escaping == .html,
        UInt8(ascii: ">") where escaping == .html, UInt8(ascii: "&") where escaping == .html,
        ..<0x20, 0x7F:
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(HexText.digit(byte >> 4))
        bytes.append(HexText.digit(byte & 15))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
