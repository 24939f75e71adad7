import Charts

/// A style in what a terminal can do: numbers of colours, -1 being its own, and attributes.
struct CellLook: Hashable, Sendable {
  /// The text's colour.
  var foreground: Int16
  /// The colour behind it.
  var background: Int16
  /// The attributes.
  var attributes: Style.Attributes

  /// The look of a style under a depth of colours.
  ///
  /// Where a colour cannot be shown, an attribute says what it would: reverse for a background,
  /// bold for a bright colour, dim for grey (a bold black is invisible on many terminals).
  init(_ style: Style, depth: ColorDepth) {
    var attributes = style.attributes
    let front = Self.number(of: style.foreground)
    let back = Self.number(of: style.background)
    switch depth {
    case .indexed:
      (foreground, background) = (front, back)
    case .sixteen:
      foreground = front < 0 ? -1 : Nearest.ofSixteen(front)
      background = back < 0 ? -1 : Nearest.ofSixteen(back)
    case .eight:
      let text = front < 0 ? -1 : Nearest.ofSixteen(front)
      if text == 8 { attributes.insert(.dim) } else if text > 8 { attributes.insert(.bold) }
      foreground = text == 8 ? -1 : text > 8 ? text - 8 : text
      background = back < 0 ? -1 : Self.ofEight(Nearest.ofSixteen(back))
    case .mono:
      (foreground, background) = (-1, -1)
      if back >= 0 { attributes.formSymmetricDifference(.reverse) }
      let text = front < 0 ? -1 : Nearest.ofSixteen(front)
      if text == 8 { attributes.insert(.dim) } else if text > 8 { attributes.insert(.bold) }
    }
    self.attributes = attributes
  }

  /// A background of sixteen in eight: grey becomes blue, so that a selected row stays seen.
  private static func ofEight(_ number: Int16) -> Int16 { number == 8 ? 4 : number % 8 }

  private static func number(of color: Color) -> Int16 {
    Int16(color.rawValue) - (color.rawValue > 16 ? 0 : 1)
  }
}
