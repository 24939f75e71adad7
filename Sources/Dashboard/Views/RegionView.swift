import Charts

/// One region of the screen: reads the state and draws inside its rectangle, whatever its size.
protocol RegionView {
  /// Draws the region.
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas)
}
