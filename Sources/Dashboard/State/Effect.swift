public import LogModel
public import MetricsModel

/// Work that a change of state asks the program to do.
public enum Effect: Sendable {
  /// Keep the log's report for this request up to date; it replaces the request before it.
  case analyse(LogRequest)
  /// Keep the panels' values for this request up to date; it replaces the request before it.
  case evaluate(PanelRequest)
  /// Keep the metrics view's series for this request up to date; nil when it is not shown.
  case browse(MetricsRequest?)
  /// Read one record whole.
  case loadDetail(LogRecordID)
  /// Do not show the alert as new again, on this screen only.
  case acknowledge(AlertStatus.Identity)
  /// Put the text into the clipboard of the terminal.
  case copy(String)
  /// Save the screen to a file of the format in the current directory.
  case saveScreen(ScreenFormat)
  /// Draw everything anew.
  case redraw
  /// Stop the program as ^Z does.
  case suspend
  /// Leave the program.
  case quit
}

/// What a saved screen looks like.
public enum ScreenFormat: String, Hashable, Sendable, CaseIterable {
  /// Plain text.
  case text
  /// A picture.
  case svg
}
