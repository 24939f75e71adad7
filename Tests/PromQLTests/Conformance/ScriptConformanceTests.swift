import Foundation
import Testing

/// Prometheus' own scripts; without them, set `IMTOP_CONFORMANCE` to run these tests.
@Suite(.enabled(if: Conformance.isPresent, "no conformance data at IMTOP_CONFORMANCE"))
struct ScriptConformanceTests {
  @Test(arguments: Conformance.scripts)
  func passes(script: URL) throws {
    let name = script.lastPathComponent
    if let reason = KnownFailures.files[name] {
      print("\(name): skipped, \(reason)")
      return
    }
    var parser = ScriptParser(try String(contentsOf: script, encoding: .utf8))
    var runner = ScriptRunner()
    var counts = (passed: 0, failed: 0, skipped: [String: Int]())
    for (line, query, outcome) in runner.run(try parser.commands()) {
      switch outcome {
      case .passed: counts.passed += 1
      case .skipped(let reason): counts.skipped[reason, default: 0] += 1
      case .failed(let reason):
        counts.failed += 1
        if KnownFailures.evaluations["\(name):\(line)"] == nil {
          Issue.record("\(name):\(line): \(query): \(reason)")
        }
      }
    }
    let skipped = counts.skipped.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    print(
      "\(name): \(counts.passed) passed, \(counts.failed) failed, skipped: "
        + (skipped.isEmpty ? "none" : skipped.joined(separator: ", "))
    )
  }
}
