/// Reads the past of a file backwards, in blocks of whole lines.
///
/// The cursor says which bytes it wants and what to do with them; it reads nothing itself.
struct HistoryCursor: Equatable, Sendable {
  /// What is to be done with the bytes that were wanted.
  enum Step: Equatable {
    /// The bytes from this index on are whole lines.
    case lines(from: Int)
    /// Nothing yet: the bytes lie inside a line that is too long.
    case nothing
    /// A line that is too long begins at this offset; its first bytes are kept.
    case tooLong(at: Int64)
  }

  private enum Place: Equatable {
    case lineEnd
    case insideLine
  }

  /// What stands before this has been delivered too; the begin of a line.
  let begin: Int64
  /// Everything from here on has been delivered or is being followed.
  private(set) var end: Int64
  private var place: Place
  /// The most bytes of a line, its newline not counted.
  let limit: Int

  /// A cursor over what stands between `begin` and `end`, which are begins of lines.
  init(from begin: Int64 = 0, end: Int64, limit: Int) {
    self.begin = max(begin, 0)
    self.end = max(end, self.begin)
    self.limit = max(limit, 1)
    place = .lineEnd
  }

  /// A cursor over what stands before `end`, which lies inside a line that is too long.
  init(insideLine end: Int64, limit: Int) {
    self.init(end: end, limit: limit)
    place = .insideLine
  }

  /// Whether the begin is reached.
  var isDone: Bool { end == begin && place == .lineEnd }

  /// The bytes that are wanted next.
  var wanted: Range<Int64> { max(begin, end - Int64(limit) - 1)..<end }

  /// What to do with `bytes`, which are exactly the wanted ones.
  mutating func take(_ bytes: [UInt8]) -> Step {
    let start = wanted.lowerBound
    switch place {
    case .lineEnd:
      if start == begin {
        end = begin
        return .lines(from: 0)
      }
      if let newline = bytes.dropLast().firstIndex(of: LineCutter.newline) {
        end = start + Int64(newline) + 1
        return .lines(from: newline + 1)
      }
      end = start
      place = .insideLine
      return .nothing
    case .insideLine:
      if let newline = bytes.lastIndex(of: LineCutter.newline) {
        end = start + Int64(newline) + 1
      } else if start == begin {
        end = begin
      } else {
        end = start
        return .nothing
      }
      place = .lineEnd
      return .tooLong(at: end)
    }
  }
}
