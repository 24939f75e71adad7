import Charts

extension PanelValues {
  /// The panel's numbers with what gives them: its own, those of its further expressions, what it is
  /// compared with, and what stands beside it.
  func queries(_ part: QueryPart, _ state: AppState) -> [ShownQuery] {
    let text = PanelText(self, state, Theme())
    let title = definition.title
    var own = ShownQuery(part: part, title: title, number: text.value.text, text: query)
    own.remarks = remarks
    if !valueNote.isEmpty { own.notes.append(valueNote) }
    if isFiltered(state) { own.notes.append("it does not follow the filter") }
    var all = [own]
    all += furtherQueries.map { further in
      var shown = own
      (shown.number, shown.text) = ("", further)
      return shown
    }
    if !text.change.text.isEmpty, let before, let beforeQuery {
      let number = "\(text.change.text) from \(definition.unit.format(before))"
      var past = own
      (past.title, past.number, past.text) = ("\(title), before", number, beforeQuery)
      past.notes = ["the mean of the window before this one"]
      all.append(past)
    }
    if let coverage, let coverageQueries {
      let whole = "\(title), targets that"
      let counts = [
        ("answer", coverage.answering, coverageQueries.answering),
        ("offer it", coverage.offering, coverageQueries.offering),
      ]
      all += counts.map {
        ShownQuery(part: part, title: "\(whole) \($0.0)", number: "\($0.1)", text: $0.2)
      }
    }
    return all + companionQueries(part)
  }

  private func companionQueries(_ part: QueryPart) -> [ShownQuery] {
    definition.companions.indices.compactMap { index in
      guard companionQueries.indices.contains(index), let query = companionQueries[index] else {
        return nil
      }
      let companion = definition.companions[index]
      let value = companions.indices.contains(index) ? companions[index] : nil
      let label = companion.label.isEmpty ? "a second" : companion.label
      return ShownQuery(
        part: part,
        title: "\(definition.title) \(label)",
        number: value.map { companion.unit.format($0) } ?? "",
        text: query
      )
    }
  }

  private func isFiltered(_ state: AppState) -> Bool { !state.filter.isEmpty && !followsFilter }
}

extension [Run] {
  /// The text of all runs.
  var text: String { map(\.text).joined() }
}
