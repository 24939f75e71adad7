import Foundation
import MetricsModel

extension TemplateFunction {
  /// The functions that Go's templates have of themselves.
  static let language: [String: TemplateFunction] = [
    "and": deciding { !$0.isTrue },
    "or": deciding { $0.isTrue },
    "not": TemplateFunction(1) { arguments, _ in .bool(!arguments[0].isTrue) },
    "len": TemplateFunction(1, length),
    "index": TemplateFunction(1, atMost: nil, element),
    "slice": TemplateFunction(1, atMost: 4, slice),
    "print": TemplateFunction(0, atMost: nil) { arguments, _ in .text(GoFormat.print(arguments)) },
    "println": TemplateFunction(0, atMost: nil) { arguments, _ in
      .text(arguments.map(\.description).joined(separator: " ") + "\n")
    },
    "printf": TemplateFunction(1, atMost: nil) { (arguments, _) throws(Mistake) in
      .text(GoFormat.printf(try arguments[0].text(), Array(arguments.dropFirst())))
    },
    "html": escaping { text in
      replacing(
        ["\0": "\u{fffd}", "\"": "&#34;", "'": "&#39;", "&": "&amp;", "<": "&lt;", ">": "&gt;"],
        in: text
      )
    },
    "js": escaping { text in
      replacing(
        [
          "\\": "\\\\", "'": "\\'", "\"": "\\\"", "<": "\\u003C", ">": "\\u003E", "&": "\\u0026",
          "=": "\\u003D", "\n": "\\u000A", "\r": "\\u000D", "\t": "\\u0009",
        ],
        in: text
      )
    },
    "urlquery": escaping(queryEscaped),
    "eq": TemplateFunction(2, atMost: nil) { (arguments, _) throws(Mistake) in
      for other in arguments.dropFirst() {
        let isSame = try isEqual(arguments[0], other)
        if isSame { return .bool(true) }
      }
      return .bool(false)
    },
    "ne": comparing { (left, right) throws(Mistake) in try !isEqual(left, right) },
    "lt": comparing(isLess),
    "le": comparing(isAtMost),
    "gt": comparing { (left, right) throws(Mistake) in try !isAtMost(left, right) },
    "ge": comparing { (left, right) throws(Mistake) in try !isLess(left, right) },
  ]

  /// `and` and `or`: the first argument that decides, else the last one.
  private static func deciding(
    _ decides: @escaping @Sendable (TemplateValue) -> Bool
  ) -> TemplateFunction {
    var function = TemplateFunction(1, atMost: nil) { arguments, _ in
      arguments.first(where: decides) ?? arguments.last ?? .none
    }
    function.isDecided = decides
    return function
  }

  private static func comparing(
    _ body: @escaping @Sendable (TemplateValue, TemplateValue) throws(Mistake) -> Bool
  ) -> TemplateFunction {
    TemplateFunction(2) { (arguments, _) throws(Mistake) in
      .bool(try body(arguments[0], arguments[1]))
    }
  }

  private static func escaping(
    _ body: @escaping @Sendable (String) -> String
  ) -> TemplateFunction {
    TemplateFunction(1, atMost: nil) { arguments, _ in .text(body(GoFormat.print(arguments))) }
  }

  /// Whether two values of one kind are the same.
  private static func isEqual(
    _ left: TemplateValue,
    _ right: TemplateValue
  ) throws(Mistake) -> Bool {
    switch (left, right) {
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.text(let left), .text(let right)): left == right
    case (.duration(let left), .duration(let right)): left == right
    case (.none, .none): true
    case (.none, _), (_, .none): false
    default: throw .incomparable(left.typeName, right.typeName)
    }
  }

  private static func isLess(
    _ left: TemplateValue,
    _ right: TemplateValue
  ) throws(Mistake) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left < right
    case (.number(let left), .number(let right)): left < right
    case (.text(let left), .text(let right)): left < right
    case (.duration(let left), .duration(let right)): left < right
    default: throw .incomparable(left.typeName, right.typeName)
    }
  }

  private static func isAtMost(
    _ left: TemplateValue,
    _ right: TemplateValue
  ) throws(Mistake) -> Bool {
    let isLess = try isLess(left, right)
    return try isLess ? true : isEqual(left, right)
  }

  private static let length: Body = { (arguments, _) throws(Mistake) in
    switch arguments[0] {
    case .text(let text): .integer(Int64(text.utf8.count))
    case .list(let values): .integer(Int64(values.count))
    case .map(let values): .integer(Int64(values.count))
    case .labels(let labels): .integer(Int64(labels.pairs.count))
    default: throw .wrongType(expected: "list, map or string", found: arguments[0].typeName)
    }
  }

  private static let element: Body = { (arguments, _) throws(Mistake) in
    var value = arguments[0]
    for key in arguments.dropFirst() {
      switch value {
      case .list(let values):
        let index = try key.integer()
        guard let place = Int(exactly: index), values.indices.contains(place) else {
          throw .failed("index out of range: \(index)")
        }
        value = values[place]
      case .text(let text):
        let bytes = Array(text.utf8)
        let index = try key.integer()
        guard let place = Int(exactly: index), bytes.indices.contains(place) else {
          throw .failed("index out of range: \(index)")
        }
        value = .integer(Int64(bytes[place]))
      case .map, .labels: value = value.field(try key.text()) ?? .none
      default: throw .wrongType(expected: "list, map or string", found: value.typeName)
      }
    }
    return value
  }

  private static let slice: Body = { (arguments, _) throws(Mistake) in
    let count: Int
    switch arguments[0] {
    case .text(let text): count = text.utf8.count
    case .list(let values): count = values.count
    default: throw .wrongType(expected: "list or string", found: arguments[0].typeName)
    }
    var bounds: [Int] = []
    for argument in arguments.dropFirst() {
      let index = try argument.integer()
      guard let place = Int(exactly: index), place >= bounds.last ?? 0, place <= count else {
        throw .failed("index out of range: \(index)")
      }
      bounds.append(place)
    }
    let range = (bounds.first ?? 0)..<(bounds.count > 1 ? bounds[1] : count)
    switch arguments[0] {
    case .text(let text): return .text(String(decoding: Array(text.utf8)[range], as: UTF8.self))
    case .list(let values): return .list(Array(values[range]))
    default: return .none
    }
  }

  private static func replacing(_ table: [Character: String], in text: String) -> String {
    text.map { table[$0] ?? String($0) }.joined()
  }

  /// `text` as a value of a URL's query, as Go escapes it.
  static let queryEscaped: @Sendable (String) -> String = { text in
    text.utf8.map { byte in
      let scalar = UnicodeScalar(byte)
      let isPlain =
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.isDigit)
        || "-_.~".utf8.contains(byte)
      if isPlain { return String(scalar) }
      return scalar == " " ? "+" : String(format: "%%%02X", Int(byte))
    }.joined()
  }
}
