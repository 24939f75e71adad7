import Charts

/// Which bytes mean which key: what all terminals send, and what this one's description adds.
struct KeySequences: Equatable, Sendable {
  private var keys: [[UInt8]: Key] = [:]
  /// The length of the longest sequence.
  private(set) var longest = 0

  /// What terminals send whatever their description says.
  static let common: KeySequences = {
    var sequences = KeySequences()
    for (letter, code) in zip("ABCDE", 1...5) {
      sequences.add("\u{1B}[[\(letter)", Key(.function(code)))
    }
    return sequences
  }()

  /// The names of a terminal's description and the keys they mean.
  static let capabilities: [(name: String, key: Key)] =
    [
      ("kcuu1", Key(.up)), ("kcud1", Key(.down)), ("kcub1", Key(.left)), ("kcuf1", Key(.right)),
      ("khome", Key(.home)), ("kend", Key(.end)), ("kpp", Key(.pageUp)), ("knp", Key(.pageDown)),
      ("kdch1", Key(.delete)), ("kcbt", Key(.backTab)), ("kent", Key(.enter)),
    ] + (1...12).map { ("kf\($0)", Key(.function($0))) }

  /// Adds the sequence of a key; single bytes keep the meaning they have everywhere.
  mutating func add(_ sequence: String, _ key: Key) {
    let bytes = Array(sequence.utf8)
    guard bytes.count > 1, bytes.count <= 32, bytes[0] == 0x1B else { return }
    keys[bytes] = key
    longest = max(longest, bytes.count)
  }

  /// The key of the longest sequence with which `bytes` begin, and its length.
  func match(_ bytes: ArraySlice<UInt8>) -> (key: Key, length: Int)? {
    guard longest > 1 else { return nil }
    for length in stride(from: min(longest, bytes.count), to: 1, by: -1) {
      if let key = keys[Array(bytes.prefix(length))] { return (key, length) }
    }
    return nil
  }

  /// Whether `bytes` are the begin of a longer sequence.
  func isBegin(_ bytes: ArraySlice<UInt8>) -> Bool {
    keys.keys.contains { $0.count > bytes.count && $0.starts(with: bytes) }
  }
}
