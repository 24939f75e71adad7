import LogModel
import Synchronization

@testable import LogStream

/// Keeps all lines that an ingest delivers, by source.
final class RecordingSink: BlockSink {
  struct Refusal: Error {}

  private let state = Mutex(State())
  private let refuses: @Sendable (String) -> Bool

  private struct State {
    var texts: [Int: [UInt8]] = [:]
    var names: [Int: String] = [:]
  }

  init(refuses: @escaping @Sendable (String) -> Bool = { _ in false }) { self.refuses = refuses }

  func open(source: Int, name: String, location: Int) { state.withLock { $0.names[source] = name } }

  func append(_ block: ScannedBlock) throws {
    if refuses(String(decoding: block.bytes, as: UTF8.self)) { throw Refusal() }
    state.withLock { state in
      switch block.order {
      case .live: state.texts[block.source, default: []] += block.bytes
      case .history: state.texts[block.source] = block.bytes + (state.texts[block.source] ?? [])
      }
    }
  }

  /// The text of each source by its name.
  var texts: [String: String] {
    state.withLock { state in
      Dictionary(
        state.texts.map { (state.names[$0] ?? "?", String(decoding: $1, as: UTF8.self)) },
        uniquingKeysWith: +
      )
    }
  }
}
