import HTTPFetch

/// What the reader's thread makes its sources from.
struct ReaderSetup: Sendable {
  let locations: [LogLocation]
  let options: LogIngestOptions
  let board: StatusBoard
  let mailbox: BlockMailbox<LogBlock>
  let gate: PastGate
  let pool: BufferPool
  let sink: any BlockSink
  let stop: StopFlag
  let clock: @Sendable () -> Duration
  let onEvent: @Sendable (LogSourceEvent) -> Void

  /// Makes the sources and serves them until the end; then nothing more is sent.
  func run() {
    let watch = options.follows && options.noticing == .notified ? DirectoryWatch() : nil
    let factory = SourceFactory(
      options: options.limited(by: sink),
      board: board,
      watch: watch,
      fetcher: HTTPFetcher(),
      wake: { [stop] in stop.wake.signal() },
      makeOutlet: { number in
        IngestOutlet(
          number: number,
          board: board,
          mailbox: mailbox,
          gate: gate,
          pool: pool,
          sink: sink,
          clock: clock,
          onEvent: onEvent
        )
      }
    )
    let sources = locations.enumerated().compactMap { number, location in
      factory.source(location, number: number)
    }
    ReaderThread(sources: sources, factory: factory, watch: watch, stop: stop, clock: clock).run()
    mailbox.close()
  }
}

extension LogIngestOptions {
  /// The options with the past waiting while `sink` has no room for it.
  fileprivate func limited(by sink: any BlockSink) -> LogIngestOptions {
    var limited = self
    limited.isHistoryEnough = { [isHistoryEnough] source in
      !sink.acceptsHistory || isHistoryEnough(source)
    }
    return limited
  }
}
