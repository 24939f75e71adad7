/// A query that is shown, ready to be copied.
struct ShownQuery: Hashable, Sendable {
  /// What it is behind.
  var title: String
  /// The query.
  var text: String
  /// What is remarked about it.
  var remarks: [String] = []
}

extension PanelValues {
  /// The panel's query, those behind its further expressions, and those behind what stands beside its
  /// number.
  var shownQueries: [ShownQuery] {
    let title = definition.title
    let further = furtherQueries.map { ShownQuery(title: title, text: $0, remarks: remarks) }
    let beside = zip(definition.companions, companionQueries).compactMap { companion, query in
      query.map { ShownQuery(title: "\(title) \(companion.label)", text: $0) }
    }
    return [ShownQuery(title: title, text: query, remarks: remarks)] + further + beside
  }
}
