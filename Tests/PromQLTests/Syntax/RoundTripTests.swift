import PromQL
import Testing

@Suite struct RoundTripTests {
  @Test func expressionsThatAreMadeUpPrintToTheSameTree() throws {
    for seed in 0..<3000 {
      var generated = GeneratedExpression(seed: UInt64(seed))
      let source = generated.vector(depth: 1 + seed % 5)
      let expression: Expr
      do {
        expression = try PromQL.parse(source)
      } catch {
        Issue.record("\(error.rendered(in: source))")
        continue
      }
      let printed = expression.description
      let again = try PromQL.parse(printed)
      #expect(again == expression, "\(source)")
      #expect(again.description == printed, "\(source)")
    }
  }
}
