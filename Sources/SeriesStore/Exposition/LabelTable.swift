import MetricsModel

/// Labels by small numbers, found by the bytes that stand for them in a page.
///
/// A label is a name with its value, the metric's name among them. The same label may be written in
/// several ways (blanks, escapes, bounds); each text is looked at closely once.
struct LabelTable {
  /// The number of a label.
  typealias ID = UInt32

  /// What is known of a label besides its text.
  struct Facts {
    /// The number of its name; 0 is the metric's name.
    var name: UInt32
    /// Whether its value is empty, which is the same as no label.
    var isEmpty: Bool
  }

  /// The labels.
  private(set) var labels: [Labels.Pair] = []
  /// What is known of them.
  private(set) var facts: [Facts] = []
  /// The names of labels by number.
  private(set) var names: [String] = []

  private var numbers: [String: UInt32] = [:]
  /// What the strings occupy.
  private var stringBytes = 0
  private var texts = TextIndex()
  /// Labels whose values are bounds, which are written as Prometheus 3 normalises them.
  private var bounds = TextIndex()

  /// An empty table; `names` are those of labels that somebody asks for by number, from 1 on.
  init(names: [String] = []) {
    for name in [Labels.metricName] + names { _ = number(ofName: name) }
  }

  /// How many texts are known.
  var count: Int { texts.count + bounds.count }

  /// The memory in bytes.
  var bytes: Int {
    texts.bytes + bounds.bytes + stringBytes
      + labels.capacity * MemoryLayout<Labels.Pair>.stride
      + facts.capacity * MemoryLayout<Facts>.stride
  }

  /// The label that stands in `range` of a page, its quotes included; nil where it is not known.
  @inline(__always)
  func known(_ page: Span<UInt8>, _ range: Range<Int>, isBound: Bool) -> ID? {
    isBound ? bounds.number(page, range) : texts.number(page, range)
  }

  /// Enters the label of `name` and `value`, which the page writes as in `range`.
  mutating func enter(
    _ name: String,
    _ value: String,
    _ page: Span<UInt8>,
    _ range: Range<Int>,
    isBound: Bool
  ) -> ID {
    let value = isBound ? normalizedBound(value) : value
    let id = id(Labels.Pair(name, value))
    if known(page, range, isBound: isBound) == nil {
      if isBound {
        bounds.enter(page, range, number: id)
      } else {
        texts.enter(page, range, number: id)
      }
    }
    return id
  }

  /// The number of a label, entered where it is new.
  mutating func id(_ label: Labels.Pair) -> ID {
    let text = Array(Self.text(of: label).utf8)
    if let id = texts.number(text.span, 0..<text.count) { return id }
    let id = ID(clamping: labels.count)
    labels.append(label)
    stringBytes += label.name.heapBytes + label.value.heapBytes
    facts.append(Facts(name: number(ofName: label.name), isEmpty: label.value.isEmpty))
    texts.enter(text.span, 0..<text.count, number: id)
    return id
  }

  /// The place of each label's name among all names in their order.
  func ranks() -> [UInt32] {
    var ranks = [UInt32](repeating: 0, count: names.count)
    let sorted = names.indices.sorted { names[$0] < names[$1] }
    for (rank, name) in sorted.enumerated() { ranks[name] = UInt32(clamping: rank) }
    return facts.map { ranks[Int($0.name)] }
  }

  private mutating func number(ofName name: String) -> UInt32 {
    if let number = numbers[name] { return number }
    let number = UInt32(clamping: names.count)
    names.append(name)
    numbers[name] = number
    return number
  }

  /// The one text that every other of the same label stands for.
  private static func text(of label: Labels.Pair) -> String {
    if label.name == Labels.metricName {
      return isPlain(label.value, colons: true) ? label.value : quoted(label.value)
    }
    let name = isPlain(label.name, colons: false) ? label.name : quoted(label.name)
    return "\(name)=\(quoted(label.value))"
  }

  private static func isPlain(_ name: String, colons: Bool) -> Bool {
    let bytes = Array(name.utf8)
    return !bytes.isEmpty && bytes.span.nameEnd(from: 0, colons: colons) == bytes.count
  }
}

extension String {
  /// What the text occupies besides its own sixteen bytes.
  var heapBytes: Int { utf8.count > 15 ? utf8.count + 32 : 0 }
}

/// `text` in quotes, with the escapes of the text format.
private func quoted(_ text: String) -> String {
  var bytes = [Byte.quote]
  for byte in text.utf8 {
    switch byte {
    case Byte.quote, Byte.backslash: bytes += [Byte.backslash, byte]
    case Byte.newline: bytes += [Byte.backslash, UInt8(ascii: "n")]
    default: bytes.append(byte)
    }
  }
  return String(decoding: bytes + [Byte.quote], as: UTF8.self)
}
