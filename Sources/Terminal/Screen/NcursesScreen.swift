import CNcurses
import Charts
import Glibc

/// The screen that ncurses keeps; to be used on one thread only.
final class NcursesScreen {
  private let screen: OpaquePointer
  private let depth: ColorDepth
  private var pairs: ColorPairs
  private var shown: Canvas?

  /// Whether the type is not known here, and xterm-256color is drawn in its place.
  let isSubstitute: Bool
  /// The keys of this terminal.
  let keys: KeySequences
  /// The bytes that restore it.
  let restoring: [UInt8]

  /// Begins a screen of the type `term`, or of xterm-256color where that type is not known.
  init(
    device: TerminalDevice,
    term: String,
    modes: TerminalModes,
    colors: Terminal.Options.Colors
  ) throws(TerminalError) {
    if term.isEmpty || term == "dumb" || term == "unknown" { throw .unsuitable(term: term) }
    let own = imtop_screen_open(term, device.output)
    guard let screen = own ?? imtop_screen_open("xterm-256color", device.output) else {
      throw .unknownType(term: term)
    }
    self.screen = screen
    isSubstitute = own == nil
    guard imtop_capability("cup") != nil else {
      imtop_screen_leave()
      imtop_screen_free(screen)
      throw .unsuitable(term: term)
    }
    let hasColors = imtop_screen_begin()
    let noColor = getenv("NO_COLOR").map { String(cString: $0) }
    depth = ColorDepth(
      count: hasColors ? Int(imtop_color_count()) : 0,
      choice: colors,
      noColor: noColor
    )
    pairs = ColorPairs(
      limit: depth == .mono ? 0 : Int(imtop_pair_count()),
      hasOwnColors: hasColors && imtop_use_default_colors()
    )
    var keys = KeySequences.common
    for (name, key) in KeySequences.capabilities {
      if let sequence = Self.capability(name) { keys.add(sequence, key) }
    }
    self.keys = keys
    restoring = modes.restoring(Self.capability)
  }

  /// Brings a canvas onto the screen, sending what differs from the one before; nothing is sent
  /// where nothing does.
  func present(_ canvas: Canvas, size: Size) {
    let before = shown.flatMap { $0.size == canvas.size ? $0 : nil }
    if before == nil { imtop_screen_erase() }
    var changed = before == nil
    for y in 0..<min(canvas.size.height, size.height) {
      let columns = before.map { canvas.columnsDiffering(inRow: y, from: $0) }
      guard let columns = columns ?? 0..<canvas.size.width else { continue }
      changed = true
      put(columns, ofRow: y, of: canvas, width: size.width)
    }
    shown = canvas
    if changed { imtop_screen_update(false) }
  }

  /// Sends the whole screen again.
  func repaint() { imtop_screen_update(true) }

  /// Makes the screen as large as the terminal has become.
  func resize(to size: Size) {
    shown = nil
    _ = imtop_screen_resize(Int32(clamping: size.height), Int32(clamping: size.width))
  }

  /// Leaves the screen for the shell's.
  func leave() { imtop_screen_leave() }

  /// Comes back to it and paints it.
  func comeBack() {
    imtop_screen_return()
    imtop_screen_update(true)
  }

  /// Frees the screen, which must have been left.
  func free() { imtop_screen_free(screen) }

  private func put(_ columns: Range<Int>, ofRow y: Int, of canvas: Canvas, width: Int) {
    for x in columns {
      let glyph = canvas.glyph(at: Point(x: x, y: y))
      guard glyph.width > 0, x + glyph.width <= width else { continue }
      let look = CellLook(glyph.style, depth: depth)
      let pair = pairs.pair(foreground: look.foreground, background: look.background)
      let attributes = Int32(look.attributes.rawValue)
      for (offset, text) in ScreenText.characters(of: glyph, columns: imtop_columns).enumerated() {
        imtop_screen_put(Int32(y), Int32(x + offset), text, attributes, pair)
      }
    }
  }

  private static func capability(_ name: String) -> String? {
    imtop_capability(name).map { String(cString: $0) }
  }
}
