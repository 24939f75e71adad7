import MetricsModel
import PromQL
import SeriesScripts
import Testing

@Suite struct ParsingTests {
  @Test(arguments: [
    ("1 + 2 * 3 ^ 2 ^ 2", "1 + (2 * (3 ^ (2 ^ 2)))"),
    ("a or b and c == d", "a or (b and (c == d))"),
    ("-a ^ 2 * b", "(-(a ^ 2)) * b"),
    ("a - b - c", "(a - b) - c"),
    ("a atan2 b + c", "(a atan2 b) + c"),
  ])
  func operatorsBindLikeThoseOfPrometheus(source: String, grouped: String) throws {
    #expect(try shape(PromQL.parse(source)) == shape(PromQL.parse(grouped)))
  }

  @Test func commentsMayStandInsideOfBraces() throws {
    let text = "requests_total{ # all of them\n  job=\"im\", # the job\n}"
    #expect(try PromQL.parse(text).description == "requests_total{job=\"im\"}")
  }

  /// The tree in full parentheses, those of the source left out.
  private func shape(_ expression: Expr) -> String {
    switch expression.unwrapped.node {
    case .binary(let binary):
      "(\(shape(binary.left)) \(binary.operation.rawValue) \(shape(binary.right)))"
    case .unary(let sign, let operand): "(\(sign.rawValue)\(shape(operand)))"
    default: expression.unwrapped.description
    }
  }

  @Test func nodesKnowWhereTheyStand() throws {
    let source = "sum by (a) (rate(x{b=\"c\"}[5m])) > 1"
    guard case .binary(let binary) = try PromQL.parse(source).node,
      case .aggregation(let sum) = binary.left.node
    else {
      Issue.record("no comparison of a sum")
      return
    }
    let bytes = Array(source.utf8)
    #expect(String(decoding: bytes[binary.left.range], as: UTF8.self) == source.dropLast(4))
    #expect(
      String(decoding: bytes[sum.expression.range], as: UTF8.self) == "rate(x{b=\"c\"}[5m])"
    )
  }

  @Test(arguments: [
    "sum without () (a) / on () group_left (b) c offset -1h30m",
    "{__name__=~\"a|b\",\"odd name\"!=\"\\\"\\\\\\n\\x01炬\"} @ end() offset 5m",
    "quantile_over_time(0.9, (a + b)[1h:30s] @ -1.500)", "-1 ^ -2", "1e-300 + 1e+40 + -0",
    "label_replace(a, \"b\", \"$1\", \"c\", \"(.*)\")", "NaN != bool +Inf",
    "count_values(\"v\", a)",
  ])
  func printsWhatParsesToTheSameTree(source: String) throws {
    let expression = try PromQL.parse(source)
    #expect(try PromQL.parse(expression.description) == expression, "\(expression)")
  }

  @Test func treesDifferWhereTheyMeanSomethingElse() throws {
    #expect(try PromQL.parse("a + b") == PromQL.parse(" a+b # sum"))
    #expect(try PromQL.parse("a + b") != PromQL.parse("a - b"))
    #expect(try PromQL.parse("a[5m]") != PromQL.parse("a[5m] offset 1s"))
  }

  @Test func numbersHaveManyForms() throws {
    let sum = try PromQL.parse("0x1F + 1_000 + 010 + .5e1 + 1m30s")
    guard case .scalar(let value, _) = try evaluator.instant(sum, at: Timestamp(milliseconds: 0))
    else {
      Issue.record("no scalar")
      return
    }
    #expect(value == 31 + 1000 + 8 + 5 + 90)
  }

  /// As in Go, whose readers of numbers Prometheus uses.
  @Test(arguments: [
    ("1_0", 10.0), ("0x_1F", 31), ("0x1_F", 31), ("0_7", 7), ("1_2.5_0e1_0", 12.5e10),
    ("1__0", nil), ("1_", nil), ("1_.5", nil), ("1._5", nil), ("1_e5", nil), ("1e_5", nil),
    ("0x__1", nil), ("0x1_", nil), ("0xFFFFFFFFFFFFFFFF", nil),
  ])
  func underscoresStandBetweenDigits(_ text: String, _ value: Double?) throws {
    let expression = try? PromQL.parse(text)
    #expect((expression != nil) == (value != nil))
    guard let value, let expression else { return }
    guard case .scalar(value, _) = try evaluator.instant(expression, at: Timestamp(seconds: 0))
    else {
      Issue.record("another number")
      return
    }
  }

  private let evaluator = Evaluator(source: MemorySource())

  @Test(arguments: [
    String(repeating: "(", count: 100_000), String(repeating: "-", count: 100_000) + "1",
    Array(repeating: "1", count: 50_000).joined(separator: "+"),
    String(repeating: "sum(", count: 30_000) + "a",
    "a" + String(repeating: "[5m:]", count: 20_000),
  ])
  func depthIsBounded(source: String) {
    #expect(throws: PromQLError.self) { _ = try PromQL.parse(source) }
  }

  @Test func sourcesAreBounded() {
    let error = #expect(throws: PromQLError.self) {
      _ = try PromQL.parse(String(repeating: "a", count: PromQL.maximumSourceLength + 1))
    }
    #expect(error?.kind == .sourceTooLong(limit: PromQL.maximumSourceLength))
  }

  @Test func brokenTextIsRefusedAndNeverCrashes() {
    var random = SystemRandomNumberGenerator()
    let seed = Array(
      "sum by (a) (rate(x{b=~\"c|d\"}[5m:1s] offset -1h @ start())) >= bool 1e3 or \"\\x41\""
    )
    for _ in 0..<2000 {
      var text = seed
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<text.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: text.remove(at: place)
        case 1: text.insert(seed.randomElement(using: &random) ?? "(", at: place)
        default: text[place] = Character(UnicodeScalar(UInt8.random(in: 0...255, using: &random)))
        }
      }
      guard let expression = try? PromQL.parse(String(text)) else { continue }
      #expect((try? PromQL.parse(expression.description)) == expression, "\(expression)")
    }
  }
}
