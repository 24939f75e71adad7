/// A number in digits three rows high, with its unit behind; in ordinary characters where there is no
/// room, or no block characters.
public struct BigNumber: Widget {
  /// The number with its unit: `3.1k/s`.
  public var text: String
  /// The look.
  public var style: Style

  /// A number.
  public init(_ text: String, style: Style = .plain) {
    self.text = text
    self.style = style
  }

  /// Draws the number into the middle of the first rows of `rect`.
  public func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let digits = text.prefix { Self.shapes[$0] != nil }
    let shapes = digits.compactMap { Self.shapes[$0] }
    let rest = String(text.dropFirst(digits.count))
    let big = shapes.reduce(0) { $0 + $1[0].count + 1 }
    let columns = big + TextWidth.columns(of: rest)
    guard canvas.glyphs == .unicode, rect.height >= 3, columns <= rect.width, big > 0 else {
      let own = TextWidth.columns(of: text)
      let x = rect.x + max(0, (rect.width - own) / 2)
      let y = rect.y + min(1, rect.height - 1)
      canvas.write(text, at: Point(x: x, y: y), style: style.with(.bold), width: rect.width)
      return
    }
    var x = rect.x + (rect.width - columns) / 2
    for shape in shapes {
      for (row, blocks) in shape.enumerated() {
        for (column, block) in blocks.enumerated() where block != " " {
          canvas.put(scalar: block, style: style, x: x + column, y: rect.y + row)
        }
      }
      x += shape[0].count + 1
    }
    canvas.write(rest, at: Point(x: x, y: rect.y + 2), style: style.with(.bold))
  }

  /// The rows of every character that has a large form.
  private static let shapes: [Character: [[Unicode.Scalar]]] = [
    "0": rows("█▀█", "█ █", "▀▀▀"), "1": rows("▀█ ", " █ ", "▀▀▀"),
    "2": rows("▀▀█", "█▀▀", "▀▀▀"), "3": rows("▀▀█", " ▀█", "▀▀▀"),
    "4": rows("█ █", "▀▀█", "  ▀"), "5": rows("█▀▀", "▀▀█", "▀▀▀"),
    "6": rows("█▀▀", "█▀█", "▀▀▀"), "7": rows("▀▀█", "  █", "  ▀"),
    "8": rows("█▀█", "█▀█", "▀▀▀"), "9": rows("█▀█", "▀▀█", "▀▀▀"),
    ".": rows(" ", " ", "▀"), ",": rows(" ", " ", "█"), "−": rows("   ", "▀▀▀", "   "),
  ]

  private static func rows(_ texts: String...) -> [[Unicode.Scalar]] {
    texts.map { Array($0.unicodeScalars) }
  }
}
