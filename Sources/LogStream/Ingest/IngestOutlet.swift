import LogModel
import Synchronization

/// A source's way into a `LogIngest`.
final class IngestOutlet: SourceOutlet {
  let number: Int
  private let board: StatusBoard
  private let mailbox: BlockMailbox<LogBlock>
  private let gate: PastGate
  private let pool: BufferPool
  private let sink: any BlockSink
  private let clock: @Sendable () -> Duration
  private let onEvent: @Sendable (LogSourceEvent) -> Void
  private let isOpened = Atomic(false)

  /// The way of source `number`.
  init(
    number: Int,
    board: StatusBoard,
    mailbox: BlockMailbox<LogBlock>,
    gate: PastGate,
    pool: BufferPool,
    sink: any BlockSink,
    clock: @escaping @Sendable () -> Duration,
    onEvent: @escaping @Sendable (LogSourceEvent) -> Void
  ) {
    self.number = number
    self.board = board
    self.mailbox = mailbox
    self.gate = gate
    self.pool = pool
    self.sink = sink
    self.clock = clock
    self.onEvent = onEvent
  }

  func deliver(_ block: LogBlock, isNew: Bool) {
    if !isOpened.exchange(true, ordering: .relaxed) {
      let (name, location) = board.origin(of: number)
      sink.open(source: number, name: name, location: location)
    }
    if block.order == .history { gate.enter() }
    let lines = block.bytes.newlineCount
    if mailbox.send(block) { board.count(number, lines: lines, isNew: isNew, now: clock()) }
  }

  var hasRoomForPast: Bool { gate.isOpen }

  var hasRoomForSkipped: Bool { sink.hasRoom }

  func update(_ change: (inout LogSourceStatus) -> Void) { board.update(number, change) }

  func tell(_ event: LogSourceEvent) { onEvent(event) }

  func buffer() -> [UInt8] { pool.take() }

  func name(of number: Int) -> String { board.name(of: number) }
}
