import IMServer
import Testing

@Suite struct TraceContextTests {
  private let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

  @Test func validParentIsContinuedWithANewSpan() {
    var generator = SeededGenerator(seed: 1)
    let trace = TraceContext(continuing: parent, using: &generator)
    #expect(trace.traceID == "4bf92f3577b34da6a3ce929d0e0e4736")
    #expect(trace.spanID.count == 16)
    #expect(trace.spanID != "00f067aa0ba902b7")
    #expect(trace.parentSpanID == "00f067aa0ba902b7")
  }

  @Test func laterVersionIsReadAsFarAsItIsKnown() {
    var generator = SeededGenerator(seed: 1)
    let later = "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-comes-then"
    let trace = TraceContext(continuing: later, using: &generator)
    #expect(trace.traceID == "4bf92f3577b34da6a3ce929d0e0e4736")
  }

  @Test func innerCallHasASpanOfItsOwnInTheSameTrace() {
    var generator = SeededGenerator(seed: 1)
    let trace = TraceContext(continuing: nil, using: &generator)
    #expect(trace.parentSpanID == nil)
    let child = trace.child(using: &generator)
    #expect(child.traceID == trace.traceID)
    #expect(child.parentSpanID == trace.spanID)
    #expect(child.spanID != trace.spanID)
  }

  @Test(
    arguments: [
      nil, "", "00-short-00f067aa0ba902b7-01",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-zz",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
      "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
      "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
    ] as [String?]
  )
  func otherParentStartsANewTrace(parent: String?) {
    var generator = SeededGenerator(seed: 1)
    let trace = TraceContext(continuing: parent, using: &generator)
    #expect(trace.traceID.count == 32)
    #expect(trace.traceID != "4bf92f3577b34da6a3ce929d0e0e4736")
  }
}
