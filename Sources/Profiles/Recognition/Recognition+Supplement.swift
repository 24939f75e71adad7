import PromQL

extension Recognition {
  /// This recognition with what `other` offers for the numbers that no target here exports.
  ///
  /// What is only derived from the log gives way: a Prometheus server has counted what the log tells.
  public func supplemented(by other: Recognition) -> Recognition {
    var both = self
    both.matched += other.matched.filter { profile in
      !matched.contains { $0.name == profile.name }
    }
    both.evidence.merge(other.evidence) { own, _ in own }
    for (concept, choice) in other.choices where choices[concept]?.isFromLog ?? true {
      both.choices[concept] = choice
    }
    return both
  }
}

extension [Profile] {
  /// The names of all metrics that the profiles speak of.
  public var metricNames: Set<String> {
    reduce(into: []) { names, profile in
      names.formUnion(profile.detect.compactMap(\.metric))
      for candidate in profile.candidates.values.joined() {
        if !candidate.isTemplate { names.formUnion(candidate.expression.metricNames ?? []) }
      }
      for query in profile.panels.flatMap(\.queries) {
        names.formUnion((try? PromQL.parse(query.expression))?.metricNames ?? [])
      }
    }
  }
}
