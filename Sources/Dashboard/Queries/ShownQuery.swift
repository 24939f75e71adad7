/// A number of the screen with the PromQL that gives it.
struct ShownQuery: Hashable, Sendable {
  /// The part of the screen on which the number stands.
  var part: QueryPart
  /// What the number is of.
  var title: String
  /// The number as it stands on the screen; empty where the screen has none.
  var number = ""
  /// The query; empty where PromQL cannot give the number, and `notes` say how it is found.
  var text: String
  /// What has to be known of the query or the number.
  var notes: [String] = []
  /// What is remarked about the query's use of PromQL.
  var remarks: [String] = []
}
