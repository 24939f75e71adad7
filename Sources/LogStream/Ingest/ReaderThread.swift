/// Serves all sources in turns, and sleeps while none has anything.
final class ReaderThread {
  /// How long changes are collected before they are looked at: a look per line would cost a core.
  private static let coalescing = Duration.milliseconds(50)
  /// How long nothing may be looked at when the system tells of changes.
  private static let patience = Duration.milliseconds(500)
  /// How often files are looked at when the system does not.
  private static let pollInterval = Duration.milliseconds(250)

  private var sources: [any LogSource]
  private let factory: SourceFactory
  private let watch: DirectoryWatch?
  private let stop: StopFlag
  private let clock: @Sendable () -> Duration
  private var lastRefresh = Duration.zero
  private var hasSignal = false

  /// Serves `sources` until it is stopped.
  init(
    sources: [any LogSource],
    factory: SourceFactory,
    watch: DirectoryWatch?,
    stop: StopFlag,
    clock: @escaping @Sendable () -> Duration
  ) {
    self.sources = sources
    self.factory = factory
    self.watch = watch
    self.stop = stop
    self.clock = clock
  }

  /// Reads until it is stopped or all sources have ended.
  func run() {
    while !stop.isStopped, !sources.isEmpty {
      switch round() {
      case .more: continue
      case .waiting: waitForRoom()
      case .drained, .idle, .ended: pause()
      }
    }
    for source in sources { source.close() }
  }

  private func round() -> StepOutcome {
    watch?.collect()
    let now = clock()
    refreshWatches(now: now)
    var outcome = StepOutcome.idle
    var ended: [Int] = []
    for (index, source) in sources.enumerated() {
      if stop.isStopped { break }
      let step = source.step(now: now)
      if step == .ended { ended.append(index) }
      outcome = max(outcome, step)
    }
    for index in ended.reversed() { sources.remove(at: index) }
    return ended.isEmpty ? outcome : .more
  }

  /// Waits until another block of the past is taken; new lines are looked for meanwhile.
  private func waitForRoom() { _ = stop.wake.wait(timeout: Self.coalescing) }

  /// Waits until something has changed, and a little longer for what changes with it.
  private func pause() {
    let until = clock() + Self.coalescing
    while !stop.isStopped, clock() < until {
      if stop.wake.wait(timeout: until - clock()).contains(.signalled) { hasSignal = true }
    }
    guard !stop.isStopped, !hasSignal else {
      hasSignal = false
      return
    }
    if let watch {
      _ = stop.wake.wait(alsoFor: watch.descriptor, timeout: Self.patience - Self.coalescing)
    } else {
      _ = stop.wake.wait(timeout: Self.pollInterval - Self.coalescing)
    }
  }

  /// Watches directories that have come into being, or that symlinks have moved to.
  private func refreshWatches(now: Duration) {
    guard let watch, now - lastRefresh >= .seconds(1) else { return }
    lastRefresh = now
    for path in factory.paths { watch.watch(path: path) }
  }
}
