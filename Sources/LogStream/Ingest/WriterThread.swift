import LogModel

/// Takes blocks out of the mailbox, gives them to the sink and tells who wants to know.
struct WriterThread {
  /// How often the sink's growth is told of at most.
  private static let appendInterval = Duration.milliseconds(100)
  /// How often the sources' status is told of at most.
  private static let statusInterval = Duration.milliseconds(200)

  let mailbox: BlockMailbox<ScannedBlock>
  let gate: PastGate
  let pool: BufferPool
  let board: StatusBoard
  let sink: any BlockSink
  let clock: @Sendable () -> Duration
  let onAppend: @Sendable () -> Void
  let onStatus: @Sendable ([LogSourceStatus]) -> Void

  /// Works until the mailbox is closed and empty.
  func run() {
    var pendingSince: Duration?
    var lastAppend = Duration.seconds(-1)
    var lastStatus = Duration.seconds(-1)
    var lastSettling = Duration.seconds(-1)
    var lastBlock = Duration.seconds(-1)
    var published: [LogSourceStatus] = []
    var block: ScannedBlock?
    var isOpen = true
    while isOpen {
      let isBusy = pendingSince != nil || clock() - lastBlock < Self.appendInterval * 3
      let timeout = isBusy ? Self.appendInterval : Self.statusInterval
      switch mailbox.receive(timeout: timeout, into: &block) {
      case .block:
        take(&block)
        lastBlock = clock()
        pendingSince = pendingSince ?? lastBlock
      case .nothing: break
      case .closed: isOpen = false
      }
      let now = clock()
      if now - lastSettling >= Self.appendInterval || !isOpen {
        lastSettling = now
        if sink.settle(isOver: !isOpen) { pendingSince = pendingSince ?? now }
      }
      if pendingSince != nil, now - lastAppend >= Self.appendInterval || !isOpen {
        pendingSince = nil
        lastAppend = now
        onAppend()
      }
      if now - lastStatus >= Self.statusInterval || !isOpen {
        lastStatus = now
        let status = board.snapshot(now: now, completedBy: sink)
        if status != published { onStatus(status) }
        published = status
      }
    }
  }

  private func take(_ place: inout ScannedBlock?) {
    if let block = place {
      defer { if block.order == .history { gate.leave() } }
      do {
        try sink.append(block)
      } catch {
        board.update(block.source) { $0.dropped += block.bytes.newlineCount }
      }
    }
    if let bytes = place?.releaseBytes() { pool.give(bytes) }
    place = nil
  }
}
