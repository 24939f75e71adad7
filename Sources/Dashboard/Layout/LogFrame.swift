import Charts

/// How the log's region is divided: a title and rows, in a box where there is room for one.
enum LogFrame {
  /// Whether a region has room for a box.
  static func isBoxed(_ rect: Rect) -> Bool { rect.width >= 64 && rect.height >= 5 }

  /// The place of the rows.
  static func rows(in rect: Rect) -> Rect {
    if isBoxed(rect) { return Box.interior(of: rect) }
    return Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: rect.height - 1)
  }
}
