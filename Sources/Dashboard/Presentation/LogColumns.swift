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
  ///
  /// `needs` says how wide the longest text of a column is: a column without texts is left out, and what
  /// paths and addresses do not need is the message's.
  init(width: Int, folded: Bool, showsDate: Bool, needs: [Name: Int]? = nil) {
    var wanted: [(Name, Int)] = [
      (.time, showsDate ? 11 : 8), (.level, width < 64 ? 1 : 5), (.status, 3),
    ]
    if folded, width >= 48 { wanted.append((.count, 6)) }
    if width >= 100 { wanted.append((.method, 4)) }
    if width >= 64 { wanted.append((.path, width >= 160 ? 40 : width >= 100 ? 24 : 16)) }
    if width >= 90 { wanted.append((.address, width >= 160 ? 26 : 19)) }
    if width >= 100 { wanted.append((.latency, 7)) }
    var slots: [Slot] = []
    var column = 1
    for (name, most) in wanted {
      let own = Self.width(of: name, most: most, needs)
      guard own > 0 else { continue }
      slots.append(Slot(name: name, column: column, width: own))
      column += own + 1
    }
    let room = width - column - (width < 62 ? 0 : 1)
    if room > 0 { slots.append(Slot(name: .message, column: column, width: room)) }
    self.slots = slots
  }

  private static func width(of name: Name, most: Int, _ needs: [Name: Int]?) -> Int {
    guard let needs else { return most }
    switch name {
    case .time, .message: return most
    case .level, .status, .count, .method, .latency: return needs[name] ?? 0 > 0 ? most : 0
    case .path, .address: return min(most, needs[name] ?? 0)
    }
  }
}
