/// A part of the screen whose numbers have queries of their own.
enum QueryPart: Hashable, Sendable {
  /// The chart or the row of a panel, by its id.
  case panel(String)
  /// The strip of vital signs.
  case vitals
  /// The selected row of a table of traffic.
  case table(TableName)
  /// The log's list.
  case log
  /// The banners.
  case alerts
  /// The header.
  case header
  /// The selected row of the metrics view.
  case metric
}
