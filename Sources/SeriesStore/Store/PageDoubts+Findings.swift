import MetricsModel

extension PageDoubts {
  /// What of a page was left out because of its times or its rules, with an example of each kind.
  func findings(
    _ entries: [TargetHistory.Entry?],
    _ rules: PageRules,
    at time: Int64
  ) -> [PageFinding] {
    func example(_ sample: PageDoubts.Placed?) -> String {
      guard let sample, entries.indices.contains(sample.slot),
        let labels = entries[sample.slot]?.labels
      else { return "a series that is no longer held" }
      let seconds = Double(time.subtractingReportingOverflow(sample.time).partialValue) / 1000
      let distance = seconds < 0 ? "\(-seconds) s after" : "\(seconds) s before"
      return "\(labels) at \(sample.time) ms, \(distance) the scrape"
    }
    var findings: [PageFinding] = []
    if oldTimes > 0 {
      findings.append(.init(.oldTime, count: oldTimes, example: example(firstOld)))
    }
    if futureTimes > 0 {
      let text = example(firstFuture)
      findings.append(.init(.futureTime, count: futureTimes, example: text))
    }
    if rules.areRewriting, let slot = firstRepeated {
      let text = entries[slot].map { "\($0.labels)" } ?? ""
      findings.append(.init(.mergedSeries, count: repeatedSeries, example: text))
    }
    if isCutByNUL {
      findings.append(.init(.cutByNUL, count: 1, example: "the one that ends the page"))
    }
    return findings
  }
}
