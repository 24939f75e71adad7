import Alerting
import Testing

/// Prometheus' own unit tests of rules: those that must pass and those that must not.
@Suite(.enabled(if: Promtool.isPresent, "no conformance data at IMTOP_CONFORMANCE"))
struct UnitTestVerdictTests {
  @Test func unitTestsEndAsInPromtool() throws {
    var counts = (files: 0, checked: 0, skipped: 0)
    for verdict in try Promtool.cases("verdicts.jsonl")
    where verdict["kind"] as? String == "unit-test-file" {
      let file = try #require(verdict["file"] as? String)
      // Files that are fine only where unknown keys are ignored, which they never are here.
      let ignoresKeys = (verdict["note"] as? String)?.contains("unknown fields ignored") == true
      let mustPass = verdict["ok"] as? Bool == true && !ignoresKeys
      let names = verdict["run_only"] as? [String]
      let only = names?.flatMap { name in
        ["correct", "wrong"].contains(name) ? ["\(name) test", "\(name) fuzzy match"] : [name]
      }
      do {
        let runner = try UnitTestRunner(file, only: only)
        #expect(runner.failures.isEmpty == mustPass, "\(file) \(names ?? []): \(runner.failures)")
        counts.checked += runner.checked
        counts.skipped += runner.skipped
      } catch {
        #expect(!mustPass, "\(file): \(error)")
      }
      counts.files += 1
    }
    print(
      "rule unit tests: \(counts.files) files end as they should, \(counts.checked) assertions, "
        + "\(counts.skipped) skipped: native histograms"
    )
  }
}
