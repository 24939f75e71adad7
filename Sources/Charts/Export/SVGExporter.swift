/// Writes a canvas as an SVG picture that stands alone: text stays text, to be searched and copied;
/// charts, blocks and borders are shapes, so that they look the same in every font.
public enum SVGExporter {
  private static let cellWidth = 9
  private static let cellHeight = 19
  private static let baseline = 14
  private static let margin = 12

  /// The picture, with `title` as its name for those who cannot see it.
  public static func svg(of canvas: Canvas, title: String = "imtop") -> String {
    let width = canvas.size.width * cellWidth + 2 * margin
    let height = canvas.size.height * cellHeight + 2 * margin
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<svg xmlns="http://www.w3.org/2000/svg" width="\#(width)" height="\#(height)" "#
        + #"viewBox="0 0 \#(width) \#(height)" role="img">"#,
      "<title>\(escaped(printable(title)))</title>",
      #"<rect width="100%" height="100%" rx="8" fill="\#(Palette.background)"/>"#,
      #"<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" "#
        + #"font-size="15" xml:space="preserve" style="white-space:pre">"#,
    ]
    for y in 0..<canvas.size.height {
      let spans = SVGSpan.spans(ofRow: y, in: canvas)
      lines += spans.compactMap { background(of: $0, y: y) }
      lines += spans.compactMap { $0.isShape ? shape(of: $0, y: y) : text(of: $0, y: y) }
    }
    lines += ["</g>", "</svg>", ""]
    return lines.joined(separator: "\n")
  }

  private static func background(of span: SVGSpan, y: Int) -> String? {
    guard let fill = Palette.colors(of: span.style).background else { return nil }
    let x = margin + span.column * cellWidth
    let top = margin + y * cellHeight
    return #"<rect x="\#(x)" y="\#(top)" width="\#(span.columns * cellWidth)" "#
      + #"height="\#(cellHeight)" fill="\#(fill)"/>"#
  }

  private static func shape(of span: SVGSpan, y: Int) -> String? {
    let top = margin + y * cellHeight
    let path = span.text.enumerated().map { index, character in
      let x = margin + (span.column + index) * cellWidth
      return SVGShape.path(of: String(character), x: x, y: top) ?? ""
    }.joined()
    guard !path.isEmpty else { return nil }
    let opacity = span.style.attributes.contains(.dim) ? #" opacity="0.6""# : ""
    return #"<path fill="\#(Palette.colors(of: span.style).text)"\#(opacity) d="\#(path)"/>"#
  }

  private static func text(of span: SVGSpan, y: Int) -> String? {
    guard span.text.contains(where: { $0 != " " }) else { return nil }
    let x = margin + span.column * cellWidth
    let line = margin + y * cellHeight + baseline
    var attributes = #"x="\#(x)" y="\#(line)" textLength="\#(span.columns * cellWidth)" "#
    attributes += #"lengthAdjust="spacingAndGlyphs" fill="\#(Palette.colors(of: span.style).text)""#
    let look = span.style.attributes
    if look.contains(.bold) { attributes += #" font-weight="bold""# }
    if look.contains(.italic) { attributes += #" font-style="italic""# }
    if look.contains(.underline) { attributes += #" text-decoration="underline""# }
    if look.contains(.dim) { attributes += #" opacity="0.6""# }
    return "<text \(attributes)>\(escaped(span.text))</text>"
  }

  private static func printable(_ text: String) -> String {
    var shown = Canvas(size: Size(width: 200, height: 1))
    shown.write(text, at: Point(x: 0, y: 0))
    return shown.text().first ?? ""
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
