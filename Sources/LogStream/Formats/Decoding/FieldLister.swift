import LogModel

/// Lists all fields of a line in their order, under the log's own names, secrets masked.
struct FieldLister {
  /// No more fields than this are listed of one record.
  static let limit = 1_000

  /// Which names stand for text, whose values have spaces.
  private static let names = FieldNames()

  private let mask: SecretMask

  /// A lister that masks by `mask`.
  init(mask: SecretMask) { self.mask = mask }

  /// The fields of a JSON object, flattened with dots, or the pairs of a text.
  ///
  /// Of an access line in plain text the parts come under the vocabulary's names. A container
  /// runtime's wrapper is left out: what counts are the fields of the line inside.
  func fields(_ line: [UInt8], of parsed: ParsedLine) -> [Field] {
    if let start = line.firstIndex(of: UInt8(ascii: "{")) {
      var lister = JSONFieldLister(mask: mask)
      if start < 64, lister.list(line.span, from: start) { return lister.fields }
    }
    guard parsed.isUnderstood else { return [] }
    return parsed.isRequest && !Self.startsWithPair(line.span)
      ? partsOfRequest(line, parsed) : pairs(Self.uncoloured(line), from: pairStart(line, parsed))
  }

  private func partsOfRequest(_ line: [UInt8], _ parsed: ParsedLine) -> [Field] {
    var fields: [Field] = []
    func add(_ name: FilterField, _ text: ParsedLine.Text) {
      guard !text.isEmpty else { return }
      fields.append(Field(name.rawValue, mask.masked(text.string(from: line.span))))
    }
    add(.clientIP, parsed.address)
    add(.method, parsed.method)
    add(.path, parsed.path)
    fields.append(Field(FilterField.status.rawValue, "\(parsed.status)"))
    if !parsed.latency.isNaN {
      fields.append(Field(FilterField.latency.rawValue, "\(parsed.latency)s"))
    }
    add(.userAgent, parsed.agent)
    return fields
  }

  /// Where pairs are looked for: at the message where that begins with one, which may stand right behind
  /// a logger's name, `INFO:app:count=5`.
  private func pairStart(_ line: [UInt8], _ parsed: ParsedLine) -> Int {
    let start = parsed.message.range.lowerBound
    guard start > 0, start < line.count, !line.contains(0x1b), line[start - 1] == UInt8(ascii: ":"),
      KeyValueScan.nextKey(line.span, from: start, to: line.count)?.0.lowerBound == start
    else { return 0 }
    return start
  }

  private func pairs(_ line: [UInt8], from start: Int) -> [Field] {
    var fields: [Field] = []
    // What a header holds may look like pairs: `Cookie: sid=1`.
    let secrets = mask.ranges(line.span)
    func add(_ name: Range<Int>, _ value: ParsedLine.Text) {
      let name = String(decoding: line[name], as: UTF8.self)
      let isSecret = secrets.contains { $0.contains(value.range.lowerBound) && !value.isEmpty }
      let text = value.string(from: line.span)
      fields.append(
        Field(name, isSecret ? SecretMask.replacement : mask.masked(text, named: name))
      )
    }
    if let bracket = line.prefix(80).firstIndex(of: UInt8(ascii: "]")),
      ColonPairScan.holdsEvent(line.span, min(bracket + 2, line.count)..<line.count)
    {
      var scan = ColonPairScan(from: bracket + 2, to: line.count)
      while fields.count < Self.limit, let pair = scan.next(line.span) {
        add(pair.key, ParsedLine.Text(pair.value))
      }
      return fields
    }
    let isStrict = Self.startsWithPair(line.span)
    var scan = KeyValueScan(from: start, to: line.count, isStrict: isStrict)
    while fields.count < Self.limit, var pair = scan.next(line.span) {
      let number = Self.names.number(line.span, at: pair.key.lowerBound, count: pair.key.count)
      _ = pair.cut(line.span, slot: number == 0 ? nil : Self.names[number].slot)
      add(pair.key, ParsedLine.Text(pair.value, isEscaped: pair.isEscaped))
    }
    return fields
  }

  /// The line without SGR colour sequences.
  private static func uncoloured(_ line: [UInt8]) -> [UInt8] {
    guard line.contains(0x1b) else { return line }
    var plain: [UInt8] = []
    var at = 0
    while at < line.count {
      let next = TextScan.skipColours(line.span, at, line.count)
      if next == at {
        plain.append(line[at])
        at += 1
      } else {
        at = next
      }
    }
    return plain
  }

  /// Whether the line is logfmt, whose values end at the first space.
  private static func startsWithPair(_ line: Span<UInt8>) -> Bool {
    KeyValueScan.nextKey(line, from: 0, to: line.count)?.0.lowerBound == 0
  }
}
