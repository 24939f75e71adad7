/// What a person does at the terminal.
public enum InputEvent: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// The mouse did something.
  case mouse(MouseEvent)
  /// Text was pasted in one piece.
  case paste(String)
}

/// A key, with the modifiers that terminals can tell.
public struct Key: Hashable, Sendable {
  /// What stands on the key.
  public enum Code: Hashable, Sendable {
    /// A character.
    case character(Character)
    /// Enter.
    case enter
    /// Tab.
    case tab
    /// Shift-Tab.
    case backTab
    /// Backspace.
    case backspace
    /// Delete.
    case delete
    /// Escape.
    case escape
    /// Arrow up.
    case up
    /// Arrow down.
    case down
    /// Arrow left.
    case left
    /// Arrow right.
    case right
    /// Home.
    case home
    /// End.
    case end
    /// Page up.
    case pageUp
    /// Page down.
    case pageDown
    /// A function key, 1...12.
    case function(Int)
  }

  /// What stands on the key.
  public var code: Code
  /// Whether Control was held: `^d` is the character `d` with Control.
  public var control: Bool
  /// Whether Alt was held.
  public var alt: Bool

  /// A key with its modifiers.
  public init(_ code: Code, control: Bool = false, alt: Bool = false) {
    self.code = code
    self.control = control
    self.alt = alt
  }

  /// A character's key.
  public static func character(_ character: Character) -> Key { Key(.character(character)) }
}

/// Something the mouse did.
public struct MouseEvent: Hashable, Sendable {
  /// What it did.
  public enum Action: Hashable, Sendable {
    /// The left button went down.
    case press
    /// The left button went up.
    case release
    /// The mouse moved with the left button down.
    case drag
    /// The wheel turned up.
    case wheelUp
    /// The wheel turned down.
    case wheelDown
  }

  /// What it did.
  public var action: Action
  /// Where.
  public var position: Point

  /// An action at a cell.
  public init(_ action: Action, at position: Point) {
    self.action = action
    self.position = position
  }
}
