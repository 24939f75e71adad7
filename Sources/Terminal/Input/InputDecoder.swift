import Charts

/// Turns what a terminal sends into keys, mouse events and pastes.
///
/// A lone Escape cannot be told from the begin of a sequence: while `isPending`, the caller waits a
/// moment for more and then calls `flush`. What is not understood is dropped, one sequence at a
/// time, so that it never turns into keys.
struct InputDecoder: Sendable {
  /// The most bytes of one paste; what is beyond them is dropped.
  static let pasteLimit = 1 << 20
  /// The most bytes of a control sequence.
  static let sequenceLimit = 64

  /// What stands at the begin of the bytes.
  enum Step: Equatable {
    case event(InputEvent, length: Int)
    case dropped(length: Int)
    case incomplete
  }

  private let sequences: KeySequences
  private var buffer: [UInt8] = []
  private var paste: [UInt8]?

  /// A decoder for a terminal with these key sequences.
  init(sequences: KeySequences = .common) { self.sequences = sequences }

  /// Whether bytes wait for more.
  var isPending: Bool { !buffer.isEmpty && paste == nil }

  /// Takes bytes in and returns what they complete.
  mutating func feed(_ bytes: some Sequence<UInt8>) -> [InputEvent] {
    buffer += bytes
    return drain(isLast: false)
  }

  /// Returns what the waiting bytes mean when nothing follows them.
  mutating func flush() -> [InputEvent] { drain(isLast: true) }

  private mutating func drain(isLast: Bool) -> [InputEvent] {
    var events: [InputEvent] = []
    var rest = buffer[...]
    while !rest.isEmpty {
      if paste != nil {
        guard let text = takePaste(from: &rest) else { break }
        events.append(.paste(text))
        continue
      }
      if rest.starts(with: PasteMarks.begin) {
        paste = []
        rest = rest.dropFirst(PasteMarks.begin.count)
        continue
      }
      switch Self.step(rest, sequences: sequences, isLast: isLast) {
      case .event(let event, let length):
        events.append(event)
        rest = rest.dropFirst(length)
      case .dropped(let length):
        rest = rest.dropFirst(length)
      case .incomplete:
        buffer = Array(rest)
        return events
      }
    }
    buffer = Array(rest)
    return events
  }

  /// Moves bytes into the paste and returns its text where its end is among them.
  private mutating func takePaste(from rest: inout ArraySlice<UInt8>) -> String? {
    guard var text = paste else { return nil }
    let end = PasteMarks.end
    let found = rest.indices.first { rest[$0] == end[0] && rest[$0...].starts(with: end) }
    let kept = found == nil ? Self.endingBegin(of: end, in: rest) : 0
    let stop = found ?? rest.endIndex - kept
    text += rest[..<stop].prefix(max(0, Self.pasteLimit - text.count))
    rest = rest[stop...].dropFirst(found == nil ? 0 : end.count)
    paste = found == nil ? text : nil
    return found == nil ? nil : String(decoding: text, as: UTF8.self)
  }

  /// How many bytes at the end could be the begin of `mark`.
  private static func endingBegin(of mark: [UInt8], in bytes: ArraySlice<UInt8>) -> Int {
    for length in stride(from: min(mark.count - 1, bytes.count), to: 0, by: -1)
    where bytes.suffix(length).elementsEqual(mark.prefix(length)) {
      return length
    }
    return 0
  }

  /// Decodes what stands at the begin of `bytes`, which are not empty.
  static func step(_ bytes: ArraySlice<UInt8>, sequences: KeySequences, isLast: Bool) -> Step {
    guard bytes.first == 0x1B else { return CharacterInput.step(bytes, isLast: isLast) }
    if let (key, length) = sequences.match(bytes) { return .event(.key(key), length: length) }
    if !isLast, sequences.isBegin(bytes) { return .incomplete }
    guard let second = bytes.dropFirst().first else {
      return isLast ? .event(.key(Key(.escape)), length: 1) : .incomplete
    }
    switch second {
    case UInt8(ascii: "["):
      let step = ControlSequence.step(bytes)
      if step == .incomplete, isLast || bytes.count > sequenceLimit {
        return bytes.count == 2
          ? .event(.key(Key(.character("["), alt: true)), length: 2) : .dropped(length: bytes.count)
      }
      return step
    case UInt8(ascii: "O"):
      return ControlSequence.applicationStep(bytes, isLast: isLast)
    case 0x1B:
      return escapeTwice(bytes, sequences: sequences, isLast: isLast)
    default:
      return withAlt(step(bytes.dropFirst(), sequences: sequences, isLast: isLast))
    }
  }

  /// Escape before a sequence is Alt; before anything else, it is a key of its own.
  private static func escapeTwice(
    _ bytes: ArraySlice<UInt8>,
    sequences: KeySequences,
    isLast: Bool
  ) -> Step {
    guard let third = bytes.dropFirst(2).first else {
      return isLast ? .event(.key(Key(.escape)), length: 1) : .incomplete
    }
    guard third == UInt8(ascii: "[") || third == UInt8(ascii: "O") else {
      return .event(.key(Key(.escape)), length: 1)
    }
    return withAlt(step(bytes.dropFirst(), sequences: sequences, isLast: isLast))
  }

  private static func withAlt(_ step: Step) -> Step {
    switch step {
    case .event(.key(let key), let length):
      .event(.key(Key(key.code, control: key.control, alt: true)), length: length + 1)
    case .event(let event, let length): .event(event, length: length + 1)
    case .dropped(let length): .dropped(length: length + 1)
    case .incomplete: .incomplete
    }
  }
}
