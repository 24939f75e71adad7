/// What the colours of a terminal look like outside of one.
enum Palette {
  /// The background of the whole picture.
  static let background = "#16181d"
  private static let foreground = "#d6d9e0"

  private static let named = [
    "#2b2f38", "#e06c75", "#8fc379", "#d9b26f", "#61a0ea", "#c678dd", "#56b6c2", "#c8ccd4",
    "#7f8694", "#ff7b86", "#a5e08c", "#f2cf87", "#82bbff", "#dc9af0", "#74d3df", "#ffffff",
  ]

  /// The colours of a style as SVG has them; no background where it is the picture's.
  static func colors(of style: Style) -> (text: String, background: String?) {
    let front = hex(style.foreground)
    let back = hex(style.background)
    if style.attributes.contains(.reverse) {
      return (back ?? background, front ?? foreground)
    }
    return (front ?? foreground, back)
  }

  /// A colour as `#rrggbb`; nil for the terminal's own.
  static func hex(_ color: Color) -> String? {
    switch color.rawValue {
    case 0: return nil
    case 1...16: return named[Int(color.rawValue) - 1]
    case 17...231: return cube(Int(color.rawValue) - 16)
    default: return hex(red: grey(color), green: grey(color), blue: grey(color))
    }
  }

  private static func cube(_ index: Int) -> String {
    func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }
    return hex(red: level(index / 36), green: level(index / 6 % 6), blue: level(index % 6))
  }

  private static func grey(_ color: Color) -> Int { 8 + 10 * (Int(color.rawValue) - 232) }

  private static func hex(red: Int, green: Int, blue: Int) -> String {
    func digits(_ value: Int) -> String { (value < 16 ? "0" : "") + String(value, radix: 16) }
    return "#" + digits(red) + digits(green) + digits(blue)
  }
}
