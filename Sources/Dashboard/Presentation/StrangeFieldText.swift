import LogModel

/// What is said of a field that no record has.
enum StrangeFieldText {
  /// The sentence: `no record has stauts; status?`.
  static func sentence(_ field: StrangeField) -> String {
    let who = field.isCertain ? "no record has" : "none of the newest records has"
    let names = field.nearest.map { $0 + "?" }.joined(separator: " ")
    return "\(who) \(field.name)" + (names.isEmpty ? "" : "; \(names)")
  }
}
