/// The grok expressions of one source, tried in their order before every other format.
struct GrokReader: Sendable {
  /// Where each field of an expression belongs; nil for fields that are only searched.
  private typealias Place = (row: FieldNames.Row, name: UInt16)

  private let expressions: [(expression: GrokExpression, places: [Place?])]

  /// A reader of expressions whose fields are known by their names.
  init(_ expressions: [GrokExpression], names: FieldNames) {
    self.expressions = expressions.map { expression in
      (expression, expression.fields.map { Self.place(of: $0.name, names) })
    }
  }

  /// Whether there are no expressions.
  var isEmpty: Bool { expressions.isEmpty }

  /// Whether some expression matches; `found` receives its fields.
  func read(_ line: Span<UInt8>, _ range: Range<Int>, into found: inout FoundFields) -> Bool {
    let subject = line.extracting(range)
    for (expression, places) in expressions {
      let matches = expression.match(subject) { index, capture in
        guard let place = places[index] else { return }
        var value = range.lowerBound + capture.lowerBound..<range.lowerBound + capture.upperBound
        if value.count >= 2, line[value.lowerBound] == UInt8(ascii: "\""),
          line[value.upperBound - 1] == UInt8(ascii: "\"")
        {
          value = value.lowerBound + 1..<value.upperBound - 1
        }
        found.offer(place.row, named: place.name, line, value, kind: .text)
      }
      if matches { return true }
    }
    return false
  }

  /// All fields that the first matching expression finds in a line, nil where none matches.
  func fields(_ line: Span<UInt8>) -> [(name: String, range: Range<Int>)]? {
    for (expression, _) in expressions {
      var found: [(name: String, range: Range<Int>)] = []
      let matches = expression.match(line) { index, capture in
        found.append((expression.fields[index].name, capture))
      }
      if matches { return found }
    }
    return nil
  }

  /// The place of a field by its name; Logstash's older patterns name some of them in a way of their own.
  private static func place(of field: String, _ names: FieldNames) -> Place? {
    switch field {
    case "response": return (FieldNames.Row(slot: .status, rank: 0, unit: nil), 0)
    case "request": return (FieldNames.Row(slot: .path, rank: 0, unit: nil), 0)
    default:
      let bytes = Array(field.utf8)
      let name = names.number(bytes.span, at: 0, count: bytes.count)
      return name == 0 ? nil : (names[name], name)
    }
  }
}
