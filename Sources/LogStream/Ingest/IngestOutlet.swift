import LogModel

/// A source's way into a `LogIngest`.
final class IngestOutlet: SourceOutlet {
  let number: Int
  private let board: StatusBoard
  private let mailbox: BlockMailbox<LogBlock>
  private let pool: BufferPool
  private let clock: @Sendable () -> Duration
  private let onEvent: @Sendable (LogSourceEvent) -> Void

  /// The way of source `number`.
  init(
    number: Int,
    board: StatusBoard,
    mailbox: BlockMailbox<LogBlock>,
    pool: BufferPool,
    clock: @escaping @Sendable () -> Duration,
    onEvent: @escaping @Sendable (LogSourceEvent) -> Void
  ) {
    self.number = number
    self.board = board
    self.mailbox = mailbox
    self.pool = pool
    self.clock = clock
    self.onEvent = onEvent
  }

  func deliver(_ block: LogBlock, isNew: Bool) {
    let lines = block.bytes.newlineCount
    if mailbox.send(block) { board.count(number, lines: lines, isNew: isNew, now: clock()) }
  }

  func update(_ change: (inout LogSourceStatus) -> Void) { board.update(number, change) }

  func tell(_ event: LogSourceEvent) { onEvent(event) }

  func buffer() -> [UInt8] { pool.take() }

  func name(of number: Int) -> String { board.name(of: number) }
}
