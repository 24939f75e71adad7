/// A function of templates: one row of a table, named as in Go or in Prometheus.
struct TemplateFunction: Sendable {
  /// Why a function gives no value.
  enum Mistake: Error {
    /// A value of another type than the function takes.
    case wrongType(expected: String, found: String)
    /// Values that cannot be compared.
    case incomparable(String, String)
    /// Anything else, in words.
    case failed(String)

    /// The template's error for this mistake.
    func kind(in function: String) -> TemplateError.Kind {
      switch self {
      case .wrongType(let expected, let found):
        .wrongType(function: function, expected: expected, found: found)
      case .incomparable(let left, let right): .incomparable(left, right)
      case .failed(let reason): .failed(function: function, reason: reason)
      }
    }
  }

  typealias Body =
    @Sendable ([TemplateValue], TemplateContext) throws(Mistake) -> TemplateValue

  /// The fewest arguments.
  let least: Int
  /// The most arguments; nil for as many as there are.
  let most: Int?
  /// Whether an argument alone decides what the function gives: further ones are not looked at.
  var isDecided: (@Sendable (TemplateValue) -> Bool)?
  /// What the function does with as many arguments as it takes.
  let body: Body

  /// A function of exactly `count` arguments.
  init(_ count: Int, _ body: @escaping Body) {
    self.init(count, atMost: count, body)
  }

  /// A function of at least `least` and at most `most` arguments.
  init(_ least: Int, atMost most: Int?, _ body: @escaping Body) {
    self.least = least
    self.most = most
    self.body = body
  }

  /// Whether the function takes so many arguments.
  func takes(_ count: Int) -> Bool { count >= least && count <= most ?? .max }

  /// How many arguments it takes, in words.
  var expected: String { most == least ? "\(least)" : "at least \(least)" }

  /// The function of a name.
  static func named(_ name: String) -> TemplateFunction? { table[name] }

  private static let table = language.merging(prometheus) { first, _ in first }
}

extension TemplateValue {
  /// The value as text, which it must be.
  func text() throws(TemplateFunction.Mistake) -> String {
    guard case .text(let text) = self else {
      throw .wrongType(expected: "string", found: typeName)
    }
    return text
  }

  /// The value as a number, as Prometheus converts it: texts are read, durations are seconds.
  func double() throws(TemplateFunction.Mistake) -> Double {
    switch self {
    case .number(let value): return value
    case .integer(let value): return Double(value)
    case .duration(let nanoseconds): return Double(nanoseconds) / 1e9
    case .text(let text):
      guard let value = GoFormat.number(text) else {
        throw .failed("\(text) is no number")
      }
      return value
    default: throw .wrongType(expected: "number", found: typeName)
    }
  }

  /// The value as a whole number, which it must be.
  func integer() throws(TemplateFunction.Mistake) -> Int64 {
    guard case .integer(let value) = self else {
      throw .wrongType(expected: "int", found: typeName)
    }
    return value
  }
}
