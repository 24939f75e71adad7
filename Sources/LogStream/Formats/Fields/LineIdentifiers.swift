/// Identifiers of a line that no column holds: they are looked up when somebody looks at the record.
struct LineIdentifiers {
  /// The span's id.
  var span = ParsedLine.Text()
  /// The id of the span that caused it.
  var parentSpan = ParsedLine.Text()
  /// The pod, container or host that the line names.
  var instance = ParsedLine.Text()

  /// The identifiers among what was found in a line.
  init(_ line: Span<UInt8>, _ found: FoundFields) {
    let context = found.traceContext(line)
    span = found[.span].text
    if span.isEmpty, let context { span = ParsedLine.Text(context.span) }
    let parent = found[.parentSpan]
    // `parent_id` and its like speak of spans only where there is one.
    let isCertain = parent.rank % FoundFields.nestedRank == 0 || !span.isEmpty
    if isCertain { parentSpan = parent.text }
    if parentSpan.isEmpty, let context { parentSpan = ParsedLine.Text(context.parent) }
    instance = found[.instance].text
  }
}
