/// Colours of xterm's 256 in fewer.
enum Nearest {
  /// The nearest of the sixteen named colours, by their usual values; named ones stay themselves.
  static func ofSixteen(_ number: Int16) -> Int16 {
    guard number >= 16 else { return number }
    let wanted = rgb(Int(number))
    let ranked = named.indices.min { distance(named[$0], wanted) < distance(named[$1], wanted) }
    // What is dark but not black becomes grey, else what it sets off would not be seen.
    let isDark = ranked == 0 && number != 16 && number != 232
    return isDark ? 8 : Int16(ranked ?? 7)
  }

  private static let named: [(Int, Int, Int)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
    (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255),
    (255, 0, 255), (0, 255, 255), (255, 255, 255),
  ]

  private static func rgb(_ number: Int) -> (Int, Int, Int) {
    if number >= 232 {
      let grey = 8 + 10 * (number - 232)
      return (grey, grey, grey)
    }
    func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }
    let index = number - 16
    return (level(index / 36), level(index / 6 % 6), level(index % 6))
  }

  private static func distance(_ left: (Int, Int, Int), _ right: (Int, Int, Int)) -> Int {
    let (red, green, blue) = (left.0 - right.0, left.1 - right.1, left.2 - right.2)
    return red * red + green * green + blue * blue
  }
}
