import LogModel
import Synchronization

@testable import LogStream

/// Keeps everything that a source delivers and says.
final class RecordingOutlet: SourceOutlet {
  let number: Int
  private let state: Mutex<State>

  private struct State {
    var blocks: [LogBlock] = []
    var status: LogSourceStatus
    var events: [LogSourceEvent.Kind] = []
  }

  init(number: Int = 0) {
    self.number = number
    state = Mutex(State(status: LogSourceStatus(name: "test", location: "test")))
  }

  var blocks: [LogBlock] { state.withLock { $0.blocks } }
  var status: LogSourceStatus { state.withLock { $0.status } }
  var events: [LogSourceEvent.Kind] { state.withLock { $0.events } }

  /// All text in the order in which it stood in the source: the past before, the new behind.
  var text: String {
    var past: [UInt8] = []
    var new: [UInt8] = []
    for block in blocks {
      switch block.order {
      case .history: past = block.bytes + past
      case .live: new += block.bytes
      }
    }
    return String(decoding: past + new, as: UTF8.self)
  }

  func deliver(_ block: LogBlock, isNew: Bool) { state.withLock { $0.blocks.append(block) } }
  func update(_ change: (inout LogSourceStatus) -> Void) { state.withLock { change(&$0.status) } }
  func tell(_ event: LogSourceEvent) { state.withLock { $0.events.append(event.kind) } }
  func buffer() -> [UInt8] { [] }
  func name(of number: Int) -> String { "source \(number)" }
}
