/// How whole numbers are written that are mostly zero or small.
///
/// A single zero is the number 0. One to four ones and a zero announce a number of 4, 8, 13 or 22
/// bits; five ones announce 64 bits or what is no number, told by two more bits.
enum StepCode {
  /// What stands instead of a number.
  enum Escape: UInt64 { case wide, other, absent, stale }

  /// How many bits announce an escape.
  private static let escapeLength = 7
  /// The width that is announced by one to four ones, from the lowest byte on.
  private static let widths: UInt64 = 0x160d_0804

  @inline(__always)
  private static func width(_ ones: Int) -> Int {
    Int((widths >> UInt64((ones &- 1) &* 8)) & 0xff)
  }

  /// Writes a number.
  @inline(__always)
  static func write(_ number: Int64, into writer: inout BitWriter) {
    if number == 0 { return writer.write(0, count: 1) }
    let zigzag = UInt64(bitPattern: (number &<< 1) ^ (number >> 63))
    let length = 64 &- zigzag.leadingZeroBitCount
    let ones = length <= 4 ? 1 : length <= 8 ? 2 : length <= 13 ? 3 : 4
    let width = width(ones)
    if length <= width {
      let announcement: UInt64 = (2 << UInt64(ones)) &- 2
      writer.write(announcement << UInt64(width) | zigzag, count: ones &+ 1 &+ width)
    } else {
      write(.wide, into: &writer)
      writer.write(zigzag, count: 64)
    }
  }

  /// Writes the number 0 where a single zero means something else.
  static func writeLongZero(into writer: inout BitWriter) {
    writer.write(0b10 << 4, count: 6)
  }

  /// Writes what is no number.
  static func write(_ escape: Escape, into writer: inout BitWriter) {
    writer.write(0b11111 << 2 | escape.rawValue, count: escapeLength)
  }

  /// A number, or what stands instead of one.
  enum Item {
    case number(Int64)
    case escape(Escape)
  }

  /// The next item.
  @inline(__always)
  static func read(_ reader: inout BitReader) -> Item {
    let bits = reader.next
    let ones = (~bits).leadingZeroBitCount
    switch ones {
    case 0:
      reader.skip(1)
      return .number(0)
    case 1...4:
      let width = width(ones)
      reader.skip(ones &+ 1 &+ width)
      return .number(signed((bits << UInt64(ones &+ 1)) >> UInt64(64 &- width)))
    default:
      reader.skip(escapeLength)
      let escape = Escape(rawValue: (bits >> UInt64(64 &- escapeLength)) & 0b11) ?? .wide
      return escape == .wide ? .number(signed(reader.read(64))) : .escape(escape)
    }
  }

  @inline(__always)
  private static func signed(_ zigzag: UInt64) -> Int64 {
    Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
  }
}
