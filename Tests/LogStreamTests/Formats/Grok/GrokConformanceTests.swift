import Foundation
import Testing

@testable import LogStream

/// Logstash's own patterns and messages.
@Suite(.enabled(if: Conformance.isPresent, "needs the conformance data, see IMTOP_CONFORMANCE"))
struct GrokConformanceTests {
  @Test(arguments: [("legacy", 272), ("ecs-v1", 185)])
  func messagesGiveTheirFields(_ mode: String, _ count: Int) throws {
    var patterns = GrokPatterns()
    try patterns.define(fromPath: "\(Conformance.root)/grok/patterns/\(mode)")
    var checked = 0
    for object in try Conformance.objects("grok/cases.jsonl")
    where object["mode"] as? String == mode {
      let source = try #require(object["pattern"] as? String)
      let message = Array(try #require(object["message"] as? String).utf8)
      let expression = try GrokExpression(source, patterns: patterns)
      var found: [String: [String]] = [:]
      let matches = expression.match(message.span) { index, range in
        let field = expression.fields[index]
        let text = String(decoding: message[range], as: UTF8.self)
        found[field.name, default: []].append(Self.converted(text, field.conversion))
      }
      checked += 1
      let note = Comment(rawValue: "\(source): \(String(decoding: message, as: UTF8.self))")
      #expect(matches == (object["match"] as? Bool), note)
      guard matches else { continue }
      var expected: [String: [String]] = [:]
      Self.flatten(object["fields"] ?? [:], "", into: &expected)
      #expect(found == expected, note)
    }
    #expect(checked == count)
  }

  /// Numbers as the cases have them: whatever stands at the text's begin, as Ruby converts.
  private static func converted(_ text: String, _ conversion: GrokExpansion.Conversion) -> String {
    let number = text.prefix { "+-.0123456789".contains($0) }
    switch conversion {
    case .none: return text
    case .integer: return "\(Double(Int(number) ?? 0))"
    case .decimal: return "\(Double(number) ?? 0)"
    }
  }

  private static func flatten(_ value: Any, _ name: String, into result: inout [String: [String]]) {
    switch value {
    case let members as [String: Any]:
      for (key, member) in members {
        flatten(member, name.isEmpty ? key : "\(name).\(key)", into: &result)
      }
    case let elements as [Any]: for element in elements { flatten(element, name, into: &result) }
    case let number as NSNumber: result[name, default: []].append("\(number.doubleValue)")
    default: result[name, default: []].append("\(value)")
    }
  }
}
