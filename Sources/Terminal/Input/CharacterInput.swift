import Charts

/// Characters and control bytes outside of sequences.
enum CharacterInput {
  /// Decodes the first character of `bytes`.
  static func step(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> InputDecoder.Step {
    guard let first = bytes.first else { return .incomplete }
    if first < 0x80 { return .event(.key(key(ofASCII: first)), length: 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first < 0xF5 else { return .dropped(length: 1) }
    let following = bytes.dropFirst().prefix(length - 1).prefix { $0 & 0xC0 == 0x80 }
    guard following.count == length - 1 else {
      let isCut = following.count == bytes.count - 1 && !isLast
      return isCut ? .incomplete : .dropped(length: 1 + following.count)
    }
    let text = String(decoding: bytes.prefix(length), as: UTF8.self)
    guard let character = text.first, text.count == 1, character != "\u{FFFD}" else {
      return .dropped(length: length)
    }
    return .event(.key(Key(.character(character))), length: length)
  }

  /// The key of a byte below 0x80.
  static func key(ofASCII byte: UInt8) -> Key {
    switch byte {
    case 0x00: Key(.character(" "), control: true)
    case 0x09: Key(.tab)
    case 0x0A, 0x0D: Key(.enter)
    case 0x08, 0x7F: Key(.backspace)
    case 0x1B: Key(.escape)
    case 0x01...0x1A: Key(.character(Character(Unicode.Scalar(byte + 0x60))), control: true)
    case 0x1C...0x1F: Key(.character(Character(Unicode.Scalar(byte + 0x40))), control: true)
    default: Key(.character(Character(Unicode.Scalar(byte))))
    }
  }
}
