import Dispatch
import HTTPFetch
public import LogModel
import Synchronization

/// Reads all sources of log lines and hands their blocks to one sink.
///
/// Four threads of its own: the reader serves files and spools in turns, the scanner lets the sink look
/// at the lines, another at those of the past, the writer lets it take them in, the new ones first. Between them stand small mailboxes: when the sink is slow, files
/// wait and their lag shows, and streams go on into their spools. Nothing that a source or the sink does
/// ends the threads but `stop`.
public final class LogIngest: Sendable {
  /// Blocks that may wait to be scanned.
  private static let blocksInFlight = 4
  /// Blocks that may wait to be taken in.
  private static let blocksScanned = 2

  private let locations: [LogLocation]
  private let options: LogIngestOptions
  private let sink: any BlockSink
  private let onStatus: @Sendable ([LogSourceStatus]) -> Void
  private let onAppend: @Sendable () -> Void
  private let onEvent: @Sendable (LogSourceEvent) -> Void

  private let board = StatusBoard()
  private let mailbox = BlockMailbox<LogBlock>(capacity: blocksInFlight)
  private let past = BlockMailbox<ScannedBlock>(capacity: blocksInFlight)
  private let scanned = BlockMailbox<ScannedBlock>(capacity: blocksScanned)
  private let pool = BufferPool(limit: blocksInFlight + blocksScanned + 3)
  private let stopFlag: StopFlag
  private let gate: PastGate
  private let isStarted = Atomic(false)
  private let threads = DispatchGroup()
  private let clock: @Sendable () -> Duration

  /// An ingest that has not begun.
  ///
  /// `onAppend` is called after blocks were appended, `onStatus` when a status has changed; both on
  /// the writer's thread and at most every 50 and 200 ms. `onEvent` tells of rotations, gaps and
  /// reconnections, on any thread.
  public init(
    locations: [LogLocation],
    options: LogIngestOptions = LogIngestOptions(),
    sink: any BlockSink,
    onStatus: @escaping @Sendable ([LogSourceStatus]) -> Void = { _ in },
    onAppend: @escaping @Sendable () -> Void = {},
    onEvent: @escaping @Sendable (LogSourceEvent) -> Void = { _ in }
  ) {
    self.locations = locations
    self.options = options
    self.sink = sink
    self.onStatus = onStatus
    self.onAppend = onAppend
    self.onEvent = onEvent
    let stopFlag = StopFlag()
    self.stopFlag = stopFlag
    gate = PastGate { stopFlag.wake.signal() }
    let begin = ContinuousClock.now
    clock = { ContinuousClock.now - begin }
    for location in locations {
      _ = board.register(
        name: options.names[location] ?? location.shortName,
        location: location.description
      )
    }
  }

  deinit { stop() }

  /// The status of every source by number: those of the locations first, in their order.
  public var statuses: [LogSourceStatus] { board.snapshot(now: clock(), completedBy: sink) }

  /// Begins reading.
  public func start() {
    guard !isStarted.exchange(true, ordering: .relaxed) else { return }
    let scanner = ScannerThread(incoming: mailbox, outgoing: scanned, past: past, sink: sink)
    let writer = WriterThread(
      mailbox: scanned,
      gate: gate,
      pool: pool,
      board: board,
      sink: sink,
      clock: clock,
      onAppend: onAppend,
      onStatus: onStatus
    )
    let reader = ReaderSetup(
      locations: locations,
      options: options,
      board: board,
      mailbox: mailbox,
      gate: gate,
      pool: pool,
      sink: sink,
      stop: stopFlag,
      clock: clock,
      onEvent: onEvent
    )
    startPast()
    DispatchQueue(label: "imtop.log.scanner").async(group: threads) { scanner.run() }
    DispatchQueue(label: "imtop.log.writer").async(group: threads) { writer.run() }
    DispatchQueue(label: "imtop.log.reader").async(group: threads) { reader.run() }
  }

  /// Starts what scans the past: behind all other threads where that is wanted and possible.
  private func startPast() {
    let scanner = PastScannerThread(incoming: past, outgoing: scanned, sink: sink)
    guard options.readsPastIdly else {
      return DispatchQueue(label: "imtop.log.past").async(group: threads) { scanner.run() }
    }
    threads.enter()
    let refusal = IdleThread.start { [board, threads] pace in
      board.notePast(pace)
      scanner.run()
      threads.leave()
    }
    guard refusal != 0 else { return }
    board.notePast(.normal(errno: refusal))
    DispatchQueue(label: "imtop.log.past").async(group: threads) { scanner.run() }
    threads.leave()
  }

  /// Waits until every source has ended and everything is appended, as it does where nothing is
  /// followed; returns whether that was so within `timeout`.
  @discardableResult
  public func waitUntilEnded(timeout: Duration) -> Bool {
    let milliseconds = Int(clamping: timeout.roundedUpMilliseconds)
    return threads.wait(timeout: .now() + .milliseconds(milliseconds)) == .success
  }

  /// Ends all threads; what was read already is appended first, unless the sink takes too long.
  public func stop() {
    stopFlag.stop()
    if !waitUntilEnded(timeout: .seconds(1)) {
      mailbox.close()
      past.close()
      scanned.close()
      waitUntilEnded(timeout: .seconds(2))
    }
  }
}
