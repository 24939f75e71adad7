import Foundation
import Testing

/// Prometheus' own scripts; without them, set `IMTOP_CONFORMANCE` to run these tests.
@Suite(.enabled(if: Conformance.isPresent, "no conformance data at IMTOP_CONFORMANCE"))
struct ScriptConformanceTests {
  private struct Counts {
    var passed = 0
    var failed = 0
    var skipped: [String: Int] = [:]

    mutating func add(_ other: Counts) {
      passed += other.passed
      failed += other.failed
      skipped.merge(other.skipped, uniquingKeysWith: +)
    }

    var text: String {
      let reasons = skipped.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      return "\(passed) passed, \(failed) failed, skipped: "
        + (reasons.isEmpty ? "none" : reasons.joined(separator: ", "))
    }
  }

  @Test func everyScriptPasses() throws {
    var all = Counts()
    for script in Conformance.scripts {
      let counts = try run(script)
      print("\(script.lastPathComponent): \(counts.text)")
      all.add(counts)
    }
    print("\(Conformance.scripts.count) scripts: \(all.text)")
    #expect(all.passed > 0)
  }

  private func run(_ script: URL) throws -> Counts {
    let name = script.lastPathComponent
    var parser = ScriptParser(try String(contentsOf: script, encoding: .utf8))
    let commands = try parser.commands()
    var counts = Counts()
    var runner = ScriptRunner()
    for (line, query, outcome) in runner.run(commands) {
      switch outcome {
      case .passed: counts.passed += 1
      case .skipped(let reason):
        counts.skipped[reason, default: 0] += 1
        if ProcessInfo.processInfo.environment["SHOW"] != nil {
          print("SKIPPED \(name):\(line) \(query) ## \(reason)")
        }
      case .failed(let reason):
        counts.failed += 1
        if KnownFailures.evaluations["\(name):\(line)"] == nil {
          Issue.record("\(name):\(line): \(query): \(reason)")
        }
      }
    }
    return counts
  }
}
