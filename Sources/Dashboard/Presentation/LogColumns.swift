import Charts

/// Which columns the log's list has in a width, and where.
struct LogColumns: Hashable, Sendable {
  /// A column of the list.
  enum Name: Hashable, Sendable {
    case time
    case level
    case status
    case count
    case method
    case path
    case address
    case latency
    case message
  }

  /// A column with its place, counted from the first column of the row.
  struct Slot: Hashable, Sendable {
    var name: Name
    var column: Int
    var width: Int
  }

  /// The columns from left to right; the message has what is left over.
  let slots: [Slot]

  /// The columns for rows of `width` columns; `folded` rows have a count, `showsDate` widens times.
  init(width: Int, folded: Bool, showsDate: Bool) {
    var wanted: [(Name, Int)] = [
      (.time, showsDate ? 11 : 8), (.level, width < 64 ? 1 : 5), (.status, 3),
    ]
    if folded, width >= 48 { wanted.append((.count, 6)) }
    if width >= 100 { wanted.append((.method, 4)) }
    if width >= 64 { wanted.append((.path, width >= 160 ? 32 : width >= 100 ? 20 : 16)) }
    if width >= 90 { wanted.append((.address, width >= 160 ? 26 : 19)) }
    if width >= 100 { wanted.append((.latency, 7)) }
    var slots: [Slot] = []
    var column = 1
    for (name, own) in wanted {
      slots.append(Slot(name: name, column: column, width: own))
      column += own + 1
    }
    if width > column { slots.append(Slot(name: .message, column: column, width: width - column)) }
    self.slots = slots
  }
}
