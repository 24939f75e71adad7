/// A colour of the terminal: its default, one of 16 named ones, or one of the 256.
public struct Color: RawRepresentable, Hashable, Sendable {
  /// 0 is the default, 1...16 are the sixteen ANSI colours, 17...255 are xterm's of that number.
  public var rawValue: UInt8

  /// The colour of the given number.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The terminal's own colour.
  public static let standard = Color(rawValue: 0)
  /// Black.
  public static let black = Color(rawValue: 1)
  /// Red.
  public static let red = Color(rawValue: 2)
  /// Green.
  public static let green = Color(rawValue: 3)
  /// Yellow.
  public static let yellow = Color(rawValue: 4)
  /// Blue.
  public static let blue = Color(rawValue: 5)
  /// Magenta.
  public static let magenta = Color(rawValue: 6)
  /// Cyan.
  public static let cyan = Color(rawValue: 7)
  /// White.
  public static let white = Color(rawValue: 8)
  /// Bright black: grey.
  public static let grey = Color(rawValue: 9)
  /// Bright red.
  public static let brightRed = Color(rawValue: 10)
  /// Bright green.
  public static let brightGreen = Color(rawValue: 11)
  /// Bright yellow.
  public static let brightYellow = Color(rawValue: 12)
  /// Bright blue.
  public static let brightBlue = Color(rawValue: 13)
  /// Bright magenta.
  public static let brightMagenta = Color(rawValue: 14)
  /// Bright cyan.
  public static let brightCyan = Color(rawValue: 15)
  /// Bright white.
  public static let brightWhite = Color(rawValue: 16)

  /// A colour of the 256-colour palette; numbers below 17 give the ANSI colour of that number.
  public static func indexed(_ number: UInt8) -> Color {
    Color(rawValue: number < 16 ? number + 1 : max(17, number))
  }
}

/// How a cell looks: two colours and a set of attributes, three bytes in all.
public struct Style: Hashable, Sendable {
  /// Attributes of the text.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// The attributes of the given bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Bold or bright.
    public static let bold = Attributes(rawValue: 1)
    /// Dim.
    public static let dim = Attributes(rawValue: 2)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 4)
    /// Underlined.
    public static let underline = Attributes(rawValue: 8)
    /// Italic, where the terminal has it.
    public static let italic = Attributes(rawValue: 16)
  }

  /// The text's colour.
  public var foreground: Color
  /// The colour behind the text.
  public var background: Color
  /// The attributes.
  public var attributes: Attributes

  /// A style; without arguments, the terminal's own look.
  public init(
    _ foreground: Color = .standard,
    on background: Color = .standard,
    _ attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The terminal's own look.
  public static let plain = Style()

  /// This style with further attributes.
  public func with(_ more: Attributes) -> Style {
    Style(foreground, on: background, attributes.union(more))
  }

  /// This style on another background.
  public func on(_ background: Color) -> Style { Style(foreground, on: background, attributes) }
}

/// A piece of text in one style.
public struct Run: Hashable, Sendable {
  /// The text; control characters are made visible where it is drawn.
  public var text: String
  /// The look.
  public var style: Style

  /// `text` in `style`.
  public init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }
}
