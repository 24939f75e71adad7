/// Something that can be drawn into a rectangle: a value that never knows the terminal.
public protocol Widget: Sendable {
  /// Draws the widget into `rect`, staying inside; any size down to 0×0 is fine.
  func draw(in rect: Rect, on canvas: inout Canvas)
}
