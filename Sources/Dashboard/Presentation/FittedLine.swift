import Charts

/// One row of pieces that give way in the order of their importance when there is no room.
///
/// A piece is never cut: it has shorter variants, and after the last of them it is left out.
struct FittedLine<Part: Hashable & Sendable>: Sendable {
  /// The end of the row at which a piece stands.
  enum Side: Hashable, Sendable {
    case left
    case right
  }

  /// One piece.
  struct Segment: Sendable {
    /// What a click on it means.
    var part: Part?
    /// The longest form first.
    var variants: [[Run]]
    /// The least important piece gives way first.
    var priority: Int
    /// How important it is that the piece stands there at all, in its shortest form.
    var presence: Int
    /// The end of the row at which it stands.
    var side = Side.left
    /// The blanks before it.
    var gap: Int
    /// Pieces of the same bundle, other than 0, are left out together.
    var bundle = 0
  }

  /// A piece with its place.
  struct Placed: Sendable {
    var part: Part?
    var column: Int
    var runs: [Run]
  }

  /// The pieces from left to right.
  var segments: [Segment] = []
  /// The blanks at both ends.
  var margin = 1

  /// Adds a piece unless it has nothing to say.
  mutating func add(
    _ part: Part?,
    _ variants: [[Run]],
    priority: Int,
    presence: Int? = nil,
    side: Side = .left,
    gap: Int = 2,
    bundle: Int = 0
  ) {
    let spoken = variants.filter { TextWidth.columns(of: $0) > 0 }
    guard !spoken.isEmpty else { return }
    segments.append(
      Segment(
        part: part,
        variants: spoken,
        priority: priority,
        presence: presence ?? priority,
        side: side,
        gap: gap,
        bundle: bundle
      )
    )
  }

  /// The pieces that have room in `width` columns, with their places.
  func placed(width: Int) -> [Placed] {
    var widths = segments.map { $0.variants.map { TextWidth.columns(of: $0) } }
    var chosen = Array(repeating: 0, count: segments.count)
    func needed() -> Int {
      let shown = segments.indices.filter { chosen[$0] < widths[$0].count }
      let first = shown.first { segments[$0].side == .left }
      let unused = first.map { segments[$0].gap } ?? 0
      return 2 * margin - unused
        + shown.reduce(0) { $0 + widths[$1][chosen[$1]] + segments[$1].gap }
    }
    while needed() > width {
      let able = segments.indices.filter { chosen[$0] < widths[$0].count }
      func importance(_ index: Int) -> Int {
        let isShortest = chosen[index] == widths[index].count - 1
        return isShortest ? segments[index].presence : segments[index].priority
      }
      guard let weakest = able.reversed().min(by: { importance($0) < importance($1) })
      else { break }
      chosen[weakest] += 1
      let bundle = segments[weakest].bundle
      guard bundle != 0, chosen[weakest] == widths[weakest].count else { continue }
      for index in able where segments[index].bundle == bundle {
        chosen[index] = widths[index].count
      }
    }
    // What was shortened for a piece that is gone itself may have room again.
    for index in segments.indices.sorted(by: { segments[$0].presence > segments[$1].presence })
    where chosen[index] > 0 && chosen[index] < widths[index].count {
      while chosen[index] > 0 {
        chosen[index] -= 1
        guard needed() > width else { continue }
        chosen[index] += 1
        break
      }
    }
    widths = segments.indices.map { chosen[$0] < widths[$0].count ? [widths[$0][chosen[$0]]] : [] }
    return place(widths: widths.map(\.first), chosen: chosen, width: width)
  }

  /// What stands at a column.
  func part(at column: Int, width: Int) -> Part? {
    placed(width: width).first {
      column >= $0.column && column < $0.column + TextWidth.columns(of: $0.runs)
    }?.part
  }

  /// Draws the pieces into the first row of `rect`.
  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    for piece in placed(width: rect.width) {
      canvas.write(
        piece.runs,
        at: Point(x: rect.x + piece.column, y: rect.y),
        width: rect.width - piece.column
      )
    }
  }

  private func place(widths: [Int?], chosen: [Int], width: Int) -> [Placed] {
    var result: [Placed] = []
    var left = margin
    for index in segments.indices where segments[index].side == .left {
      guard let own = widths[index] else { continue }
      let runs = segments[index].variants[chosen[index]]
      if left > margin { left += segments[index].gap }
      result.append(Placed(part: segments[index].part, column: left, runs: runs))
      left += own
    }
    var right = width - margin
    for index in segments.indices.reversed() where segments[index].side == .right {
      guard let own = widths[index] else { continue }
      right -= own
      let runs = segments[index].variants[chosen[index]]
      result.append(Placed(part: segments[index].part, column: right, runs: runs))
      right -= segments[index].gap
    }
    return result
  }
}
