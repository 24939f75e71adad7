import Charts

/// What terminals say about the mouse.
enum MouseReport {
  private static let motion = 32
  private static let wheel = 64

  /// The SGR form: button, column and row from 1.
  static func extended(_ numbers: [Int], isRelease: Bool) -> InputEvent? {
    guard numbers.count >= 3 else { return nil }
    return event(button: numbers[0], column: numbers[1], row: numbers[2], isRelease: isRelease)
  }

  /// The old form: three bytes, 32 added to each; columns past 223 do not exist in it.
  static func legacy(_ bytes: ArraySlice<UInt8>) -> InputEvent? {
    let numbers = bytes.map { Int($0) - 32 }
    guard numbers.count == 3, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
    let isRelease = numbers[0] & 3 == 3 && numbers[0] & wheel == 0
    let button = isRelease ? numbers[0] & ~3 : numbers[0]
    return event(button: button, column: numbers[1], row: numbers[2], isRelease: isRelease)
  }

  private static func event(button: Int, column: Int, row: Int, isRelease: Bool) -> InputEvent? {
    guard column > 0, row > 0 else { return nil }
    let action: MouseEvent.Action
    switch (button & wheel != 0, button & 3) {
    case (true, 0): action = .wheelUp
    case (true, 1): action = .wheelDown
    case (false, 0) where isRelease: action = .release
    case (false, 0) where button & motion != 0: action = .drag
    case (false, 0): action = .press
    default: return nil
    }
    return .mouse(MouseEvent(action, at: Point(x: column - 1, y: row - 1)))
  }
}
