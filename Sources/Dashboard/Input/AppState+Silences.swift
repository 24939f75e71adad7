import MetricsModel

extension AppState {
  /// The alert that a silence without a name is about: the selected one, or the one that calls first.
  var alertToSilence: AlertStatus? {
    view == .alerts ? selectedAlert : alerts.calling.first
  }

  /// Says nothing of some alerts for a while, on this screen only.
  mutating func silence(_ wish: SilenceWish) {
    var labels = wish.labels
    guard let rule = wish.rule ?? alertToSilence?.rule else { return }
    if wish.rule == nil {
      labels = (alertToSilence?.labels.pairs ?? []).filter { $0.name != "severity" }.map {
        Silence.Label(name: $0.name, value: $0.value)
      }
    }
    guard alerts.all.contains(where: { Silence.resembles($0.rule, rule) }) else {
      return say("no rule is called \"\(rule)\": 4 lists them", .trouble)
    }
    guard let now else { return }
    let silence = Silence(rule: rule, labels: labels, until: now.advanced(bySeconds: wish.seconds))
    alerts.silence(silence, now: now)
    let length = DurationText.short(wish.seconds)
    say("\(silence.text) silenced for \(length), here only; :unsilence ends it")
  }

  /// Ends the silences of a rule, or all of them.
  mutating func endSilences(of rule: String?) {
    let count = alerts.endSilences(of: rule, now: now)
    if count == 0 {
      say(rule.map { "\"\($0)\" is not silenced" } ?? "nothing is silenced", .trouble)
    } else {
      say(count == 1 ? "a silence was ended" : "\(count) silences were ended")
    }
  }
}
