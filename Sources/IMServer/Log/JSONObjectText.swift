/// Writes one flat JSON object as bytes, field by field.
///
/// Control characters, quotes and backslashes are escaped; everything else is passed on as UTF-8.
/// Fields whose value is nil are left out.
struct JSONObjectText {
  private var bytes: [UInt8]
  private var isEmpty = true

  /// An object that is appended to `bytes`.
  init(into bytes: consuming [UInt8] = []) {
    self.bytes = bytes
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

  /// Adds a number with at most three decimals; what is no finite number is left out.
  mutating func add(_ name: StaticString, thousandths value: Double?) {
    guard let value, value.isFinite, abs(value) < 1e15 else { return }
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

  private mutating func begin(_ name: StaticString) {
    if !isEmpty { bytes.append(UInt8(ascii: ",")) }
    isEmpty = false
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
      case ..<0x20, 0x7F:
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(HexText.digit(byte >> 4))
        bytes.append(HexText.digit(byte & 15))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
