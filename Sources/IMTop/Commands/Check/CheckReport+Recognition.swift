import Profiles

extension CheckReport {
  /// Which profiles matched and why; beyond that their panels, and what is known to mislead.
  var recognised: [CheckFinding] {
    let isAnswered = targets.contains(where: \.isAnswering) || remote?.isAnswering ?? false
    if recognition.matched.isEmpty, isAnswered {
      return [CheckFinding(.doubtful, .servers, "no server was recognised by its metrics")]
    }
    return recognition.matched.map { profile in
      let signs = (recognition.evidence[profile.name] ?? []).joined(separator: ", ")
      let panels = profile.panels.map(\.title).joined(separator: ", ")
      return CheckFinding(
        .fine,
        .servers,
        "recognised: \(profile.title) by \(signs)",
        more: ["profile: \(profile.file)"] + (panels.isEmpty ? [] : ["panels: \(panels)"])
          + profile.traps.map { "note: \($0)" } + profile.logHints.map { "log: \($0)" }
      )
    }
  }

  /// How many of the numbers are known, and which are not; beyond that what each is computed from.
  var numbers: [CheckFinding] {
    let all = Concept.allCases
    let missing = all.filter { recognition.choices[$0] == nil }.map(\.rawValue)
    let known = all.count - missing.count
    var text = "numbers (imtop:…): \(known) of \(all.count)"
    if known > 0, recognition.choices.values.allSatisfy(\.isFromLog) { text += ", from the log" }
    if known > 0, !missing.isEmpty { text += "; nothing offers \(missing.joined(separator: ", "))" }
    return [
      CheckFinding(
        .fine,
        .numbers,
        text,
        more: all.compactMap { concept in
          recognition.choices[concept].map {
            "\(concept.recordName) = \($0.source)  (\($0.profile))"
          }
        }
      )
    ]
  }
}
