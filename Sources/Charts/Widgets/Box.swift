/// A border with a title on the left of its upper edge, more on the right, and a footer.
///
///     ╭ Connections  9,481 ───── ▼21% ╮
///     │                               │
///     ╰──────────────────────── v PromQL ╯
public struct Box: Widget {
  /// What stands on the left of the upper edge.
  public var title: [Run]
  /// What stands on the right of the upper edge; left out where the title needs the room.
  public var trailing: [Run]
  /// What stands on the right of the lower edge.
  public var footer: [Run]
  /// Whether keys go here: the border is heavy then.
  public var isFocused: Bool
  /// The look of the border.
  public var style: Style

  /// A border.
  public init(
    title: [Run],
    trailing: [Run] = [],
    footer: [Run] = [],
    isFocused: Bool = false,
    style: Style = .plain
  ) {
    self.title = title
    self.trailing = trailing
    self.footer = footer
    self.isFocused = isFocused
    self.style = style
  }

  /// The cells inside the border of a box drawn in `rect`.
  public static func interior(of rect: Rect) -> Rect { rect.inset(by: 1) }

  /// Draws the border along the edges of `rect`; what is inside stays as it is.
  public func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let heavy = isFocused
    let right = rect.x + rect.width - 1
    let bottom = rect.y + rect.height - 1
    let horizontal: Unicode.Scalar = heavy ? "━" : "─"
    for x in rect.x...right {
      canvas.put(scalar: horizontal, style: style, x: x, y: rect.y)
      canvas.put(scalar: horizontal, style: style, x: x, y: bottom)
    }
    for y in rect.y...bottom {
      canvas.put(scalar: heavy ? "┃" : "│", style: style, x: rect.x, y: y)
      canvas.put(scalar: heavy ? "┃" : "│", style: style, x: right, y: y)
    }
    canvas.put(scalar: heavy ? "┏" : "╭", style: style, x: rect.x, y: rect.y)
    canvas.put(scalar: heavy ? "┓" : "╮", style: style, x: right, y: rect.y)
    canvas.put(scalar: heavy ? "┗" : "╰", style: style, x: rect.x, y: bottom)
    canvas.put(scalar: heavy ? "┛" : "╯", style: style, x: right, y: bottom)
    drawTitles(in: rect, on: &canvas)
  }

  private func drawTitles(in rect: Rect, on canvas: inout Canvas) {
    let room = rect.width - 2
    let used = label(title, from: rect.x + 1, room: room, y: rect.y, on: &canvas)
    let ending = TextWidth.columns(of: trailing) + 2
    if ending > 2, used + ending <= room {
      let start = rect.x + 1 + room - ending
      label(trailing, from: start, room: ending, y: rect.y, on: &canvas)
    }
    guard rect.height > 1 else { return }
    let columns = min(room, TextWidth.columns(of: footer) + 2)
    let start = rect.x + 1 + room - columns
    label(footer, from: start, room: columns, y: rect.y + rect.height - 1, on: &canvas)
  }

  /// Draws runs with a blank on both sides and returns the columns used.
  @discardableResult
  private func label(_ runs: [Run], from x: Int, room: Int, y: Int, on canvas: inout Canvas) -> Int
  {
    guard room > 2, TextWidth.columns(of: runs) > 0 else { return 0 }
    canvas.put(scalar: " ", style: style, x: x, y: y)
    let used = canvas.write(runs, at: Point(x: x + 1, y: y), width: room - 2)
    canvas.put(scalar: " ", style: style, x: x + 1 + used, y: y)
    return used + 2
  }
}
