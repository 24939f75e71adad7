import Charts

/// Sequences that begin with Escape and a bracket or an O, as xterm and its kin send them.
struct ControlSequence: Equatable {
  /// The bytes between the bracket and the last.
  var parameters: ArraySlice<UInt8>
  /// The last byte, which says what it is.
  var final: UInt8

  /// Decodes the sequence at the begin of `bytes`, which start with Escape and a bracket.
  static func step(_ bytes: ArraySlice<UInt8>) -> InputDecoder.Step {
    let body = bytes.dropFirst(2)
    if body.first == UInt8(ascii: "M") {
      guard body.count >= 4 else { return .incomplete }
      return outcome(MouseReport.legacy(body.dropFirst().prefix(3)), length: 6)
    }
    guard let end = body.firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
      return .incomplete
    }
    let length = end - bytes.startIndex + 1
    guard (0x40...0x7E).contains(body[end]) else { return .dropped(length: length - 1) }
    let sequence = ControlSequence(parameters: body[..<end], final: body[end])
    return outcome(sequence.event, length: length)
  }

  /// Decodes Escape, O and a letter: the keys of the application mode.
  static func applicationStep(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> InputDecoder.Step {
    let body = bytes.dropFirst(2)
    guard let end = body.firstIndex(where: { !(0x30...0x3F).contains($0) }) else {
      guard isLast || bytes.count > InputDecoder.sequenceLimit else { return .incomplete }
      return bytes.count == 2
        ? .event(.key(Key(.character("O"), alt: true)), length: 2) : .dropped(length: bytes.count)
    }
    let length = end - bytes.startIndex + 1
    if body[end] == UInt8(ascii: "M") { return .event(.key(Key(.enter)), length: length) }
    let sequence = ControlSequence(parameters: body[..<end], final: body[end])
    return outcome(sequence.event, length: length)
  }

  private static func outcome(_ event: InputEvent?, length: Int) -> InputDecoder.Step {
    event.map { .event($0, length: length) } ?? .dropped(length: length)
  }

  /// What the sequence says, where it is a key or the mouse.
  var event: InputEvent? {
    if parameters.first == UInt8(ascii: "<") {
      return MouseReport.extended(numbers(in: parameters.dropFirst()), isRelease: final == 0x6D)
    }
    let numbers = numbers(in: parameters)
    guard let key = key(numbers) else { return nil }
    return .key(key)
  }

  private func key(_ numbers: [Int]) -> Key? {
    let modifiers = Self.modifiers(numbers.count > 1 ? numbers[1] : 1)
    switch Character(Unicode.Scalar(final)) {
    case "~" where numbers.first == 27 && numbers.count > 2:
      return Self.character(numbers[2], modifiers)
    case "~": return Self.numbered(numbers.first).map { Self.key($0, modifiers) }
    case "^": return Self.numbered(numbers.first).map { Key($0, control: true) }
    case "u": return numbers.first.flatMap { Self.character($0, modifiers) }
    case let letter: return Self.lettered(letter).map { Self.key($0, modifiers) }
    }
  }

  private static func lettered(_ letter: Character) -> Key.Code? {
    switch letter {
    case "A": .up
    case "B": .down
    case "C": .right
    case "D": .left
    case "H": .home
    case "F": .end
    case "Z": .backTab
    case "P": .function(1)
    case "Q": .function(2)
    case "R": .function(3)
    case "S": .function(4)
    default: nil
    }
  }

  private static func numbered(_ number: Int?) -> Key.Code? {
    switch number {
    case 1, 7: .home
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case let number? where (11...15).contains(number): .function(number - 10)
    case let number? where (17...21).contains(number): .function(number - 11)
    case let number? where (23...24).contains(number): .function(number - 12)
    default: nil
    }
  }

  /// A key that is told by its code point, with modifiers.
  private static func character(_ number: Int, _ modifiers: Modifiers) -> Key? {
    guard let value = UInt32(exactly: number), let scalar = Unicode.Scalar(value) else {
      return nil
    }
    if scalar == "\t", modifiers.shift { return Key(.backTab) }
    let plain =
      scalar.isASCII
      ? CharacterInput.key(ofASCII: UInt8(value)) : Key(.character(Character(scalar)))
    return Key(plain.code, control: plain.control || modifiers.control, alt: modifiers.alt)
  }

  private struct Modifiers {
    var shift: Bool
    var alt: Bool
    var control: Bool
  }

  private static func modifiers(_ number: Int) -> Modifiers {
    let bits = max(1, number) - 1
    return Modifiers(shift: bits & 1 != 0, alt: bits & 2 != 0, control: bits & 4 != 0)
  }

  private static func key(_ code: Key.Code, _ modifiers: Modifiers) -> Key {
    Key(code, control: modifiers.control, alt: modifiers.alt)
  }

  /// The numbers between semicolons, six digits each at most; a missing one is 1, and of
  /// sub-parameters the first counts.
  private func numbers(in bytes: ArraySlice<UInt8>) -> [Int] {
    bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part in
      let digits = part.prefix { (0x30...0x39).contains($0) }.prefix(6)
      return digits.isEmpty ? 1 : digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
  }
}
