/// The networks in which many of the counted addresses lie.
enum NetworkBlocks {
  /// How often a value occurs in a window, and how often before it.
  typealias Counts = (now: Int, before: Int)

  /// A network must hold this many times what its largest part holds: else the part says more.
  private static let leastGain = 2

  private struct Block: Hashable {
    var address: [UInt8]
    var prefix: Int

    /// The block of `prefix` bits, a multiple of 8, in which this one lies.
    func widened(to prefix: Int) -> Block {
      let kept = prefix / 8
      let rest = [UInt8](repeating: 0, count: max(0, address.count - kept))
      return Block(address: Array(address.prefix(kept)) + rest, prefix: prefix)
    }

    var text: String {
      guard address.count == 16 else {
        return address.map(String.init).joined(separator: ".") + "/\(prefix)"
      }
      let groups = stride(from: 0, to: prefix / 8, by: 2).map {
        String(Int(address[$0]) << 8 | Int(address[$0 + 1]), radix: 16)
      }
      return groups.joined(separator: ":") + "::/\(prefix)"
    }
  }

  private struct Content {
    var counts: Counts = (0, 0)
    var largestPart = 0
    var parts = 0
  }

  /// The blocks of 24 and 16 bits (IPv6: 64 and 48) that hold clearly more than any part of theirs.
  static func counts(of addresses: [String: Counts]) -> [String: Counts] {
    var parts: [Block: Counts] = [:]
    for (text, counts) in addresses {
      guard let bytes = NetworkText.address(text) else { continue }
      parts[Block(address: bytes, prefix: bytes.count * 8)] = counts
    }
    var result: [String: Counts] = [:]
    for (short, long) in [(24, 64), (16, 48)] {
      var wider: [Block: Content] = [:]
      for (part, counts) in parts {
        let block = part.widened(to: part.address.count == 4 ? short : long)
        wider[block, default: Content()].counts.now += counts.now
        wider[block, default: Content()].counts.before += counts.before
        wider[block, default: Content()].largestPart = max(
          wider[block]?.largestPart ?? 0,
          counts.now
        )
        if counts.now > 0 { wider[block, default: Content()].parts += 1 }
      }
      for (block, content) in wider
      where content.parts > 2 && content.counts.now > leastGain * content.largestPart {
        result[block.text] = content.counts
      }
      parts = wider.mapValues(\.counts)
    }
    return result
  }
}
