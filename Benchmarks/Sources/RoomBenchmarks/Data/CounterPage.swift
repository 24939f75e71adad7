/// A page with 1,000 counters: fifty paths on twenty shards.
enum CounterPage {
  static let paths = 50
  static let shards = 20

  /// The page as it stands after `round` scrapes.
  static func text(round: Int) -> [UInt8] {
    var page = "# TYPE x counter\n"
    for path in 0..<paths {
      for shard in 0..<shards {
        let value = round * (path + 1) + round * round % (shard + 2)
        page += "x{path=\"/api/v1/rooms/\(path)\",shard=\"\(shard)\"} \(value)\n"
      }
    }
    return Array(page.utf8)
  }
}
