public import Charts

extension Terminal {
  /// What to take of the terminal, where the terminal itself does not decide.
  public struct Options: Hashable, Sendable {
    /// How many colours to use.
    public enum Colors: Hashable, Sendable {
      /// As many as the terminal has; none where `NO_COLOR` is set.
      case automatic
      /// None: bold, dim, reverse and underlined text only.
      case mono
      /// The sixteen named ones, or eight where the terminal has no more.
      case ansi
      /// The 256 of xterm, or fewer where the terminal has no more.
      case indexed
    }

    /// The type of the terminal; without one, what `TERM` says.
    public var term: String?
    /// The characters to draw; without a choice, what the locale allows.
    public var glyphs: Canvas.Glyphs?
    /// How many colours to use.
    public var colors: Colors
    /// Whether the mouse is asked for.
    public var mouse: Bool
    /// The device; without one, the controlling terminal.
    public var device: String?

    /// Options; without arguments, what the terminal itself says, with the mouse.
    public init(
      term: String? = nil,
      glyphs: Canvas.Glyphs? = nil,
      colors: Colors = .automatic,
      mouse: Bool = true,
      device: String? = nil
    ) {
      self.term = term
      self.glyphs = glyphs
      self.colors = colors
      self.mouse = mouse
      self.device = device
    }
  }
}
