import LogModel

/// The values that a picker lists.
struct PickerChoices {
  /// The values of a field of the log's own: they cost too much to be looked for more than once a second.
  private var own: (picker: LogRequest.Picker, start: Int64, choices: [Choice])?

  /// The values of the picker's field under the filter of `run`, in the window of `tally`.
  mutating func list(
    _ picker: LogRequest.Picker,
    _ run: FilterRun,
    _ tally: WindowTally,
    _ ranking: TableRanking,
    _ snapshot: LogSnapshot,
    _ isCancelled: () -> Bool
  ) -> [Choice] {
    guard tally.picker == nil else { return ranking.choices(tally, snapshot, tally.grid) }
    let span = tally.span
    switch FilterField(named: picker.field) {
    case nil, .instance, .span, .parentSpan: break
    default: return IdentifierChoices.choices(picker, run, span, snapshot)
    }
    let isWhole = run.covered >= snapshot.recordCount
    if let known = own, known.picker == picker, known.start == span.start, isWhole {
      return known.choices
    }
    let choices = OwnFieldChoices.choices(picker, run, span, snapshot, isCancelled: isCancelled)
    own = isWhole && !isCancelled() ? (picker, span.start, choices) : nil
    return choices
  }
}
