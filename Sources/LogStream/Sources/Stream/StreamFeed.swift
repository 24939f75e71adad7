import LogModel
import Synchronization

/// What a stream's own thread or task fills and the reader's thread empties.
///
/// A stream that is faster than the store is kept on disk, and waits once the spool is full of text
/// that nobody has read: nothing is thrown away.
final class StreamFeed: Sendable {
  /// How long to wait for room in a full spool.
  static let pause = Duration.milliseconds(20)

  /// The text.
  let spool: SpoolFile
  /// Where the stream says how it is doing.
  let outlet: any SourceOutlet
  private let wake: @Sendable () -> Void
  private let state = Mutex(State())

  private struct State {
    var isFinished = false
    var hasOpenLine = false
    var resumes = false
    var ending = LogSourceStatus.Health.ended
  }

  /// A feed into `spool`; `wake` tells the reader that something has come.
  init(spool: SpoolFile, outlet: any SourceOutlet, wake: @escaping @Sendable () -> Void) {
    self.spool = spool
    self.outlet = outlet
    self.wake = wake
  }

  /// Whether nothing more will come.
  var isFinished: Bool { state.withLock { $0.isFinished } }

  /// Takes bytes in; returns those for which there is no room yet.
  ///
  /// Where the disk does not take them they are lost, and counted.
  func offer(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let last = bytes.last else { return bytes }
    switch spool.append(bytes) {
    case .bytes(let count):
      if count > 0 {
        let isWhole = count == bytes.count
        state.withLock { $0.hasOpenLine = !isWhole || last != LineCutter.newline }
        wake()
      }
      return bytes.dropFirst(count)
    case .failed(let errno):
      let lines = bytes.count { $0 == LineCutter.newline }
      outlet.update {
        $0.dropped += lines
        $0.health = .down(reason: LogSourceError.noSpool(errno: errno).message)
      }
      outlet.tell(LogSourceEvent(source: outlet.number, kind: .gap(bytes: Int64(bytes.count))))
      return bytes[bytes.endIndex...]
    }
  }

  /// Takes all bytes in, waiting for room; ends early when the task is cancelled.
  func feed(_ bytes: [UInt8]) async throws {
    var rest = bytes[...]
    while true {
      rest = offer(rest)
      if rest.isEmpty { return }
      try await Task.sleep(for: Self.pause)
    }
  }

  /// Ends a line that was cut off, so that what comes next begins a line of its own.
  func breakLine() {
    guard state.withLock({ $0.hasOpenLine }) else { return }
    _ = offer([LineCutter.newline])
  }

  /// Says that nothing more will come, and why where that is a `failure`.
  func finish(failure: LogSourceError? = nil) {
    state.withLock { state in
      state.isFinished = true
      if let failure { state.ending = .down(reason: failure.message) }
    }
    wake()
  }

  /// How the stream stands once all that it gave has been read.
  var ending: LogSourceStatus.Health { state.withLock { $0.ending } }

  /// Says how the stream is doing.
  func report(_ health: LogSourceStatus.Health) { outlet.update { $0.health = health } }

  /// Counts lines of which the end was left out.
  func tellCut(_ lines: Int) { outlet.update { $0.truncated += lines } }

  /// Says that the stream, when it is opened next, goes on where it broke off.
  func resume() { state.withLock { $0.resumes = true } }

  /// Says that the stream goes on after an interruption, in which lines may have been lost unless it
  /// goes on where it broke off.
  func tellInterruption() {
    breakLine()
    outlet.tell(LogSourceEvent(source: outlet.number, kind: .reconnected))
    let resumes = state.withLock { state in
      defer { state.resumes = false }
      return state.resumes
    }
    guard !resumes else { return }
    outlet.update { $0.gaps += 1 }
    outlet.tell(LogSourceEvent(source: outlet.number, kind: .gap(bytes: nil)))
  }
}
