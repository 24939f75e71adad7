/// The window's connections: each by itself, how long they lived, who opened them.
public struct ConnectionsReport: Hashable, Sendable {
  /// The upper bounds of `lifetimes` in seconds; the last of them has none.
  public static let bounds: [Double] = [1, 10, 30, 60, 300, 1800, 7200]

  /// The connections that were asked for, in the order that was asked for.
  public var rows: [ConnectionLife]
  /// How many connections there were in the window.
  public var total: Int
  /// How many of them are open at its end, of those that the log tells of.
  public var open: Int
  /// How many connections that ended in the window lived shorter than each of `bounds`, and longer than
  /// the bound before; the last number is that of those that outlived all of them.
  public var lifetimes: [Int]
  /// How old the open ones are, in the same classes.
  public var ages: [Int]
  /// The life that half of the ended ones did not reach, in seconds; nil where none ended.
  public var median: Double?
  /// Whether connections were forgotten because there were too many.
  public var isCut: Bool
  /// The users of the window.
  public var users: [TrafficRow]
  /// The user agents of the window.
  public var agents: [TrafficRow]

  /// A window without connections.
  public init() {
    self.rows = []
    self.total = 0
    self.open = 0
    self.lifetimes = Array(repeating: 0, count: Self.bounds.count + 1)
    self.ages = Array(repeating: 0, count: Self.bounds.count + 1)
    self.isCut = false
    self.users = []
    self.agents = []
  }

  /// The class of a life among `lifetimes`.
  public static func place(of seconds: Double) -> Int {
    bounds.firstIndex { seconds < $0 } ?? bounds.count
  }
}
