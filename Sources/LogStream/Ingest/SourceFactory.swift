import Glibc
import HTTPFetch
import LogModel

/// Makes the sources of locations; lives on the reader's thread.
final class SourceFactory {
  private let options: LogIngestOptions
  private let board: StatusBoard
  private let makeOutlet: (Int) -> IngestOutlet
  private let wake: @Sendable () -> Void
  private let watch: DirectoryWatch?
  private let fetcher: HTTPFetcher
  private let claims = FileClaims()
  private(set) var paths: [String] = []

  /// A factory; `wake` wakes the reader when a stream has something.
  init(
    options: LogIngestOptions,
    board: StatusBoard,
    watch: DirectoryWatch?,
    fetcher: HTTPFetcher,
    wake: @escaping @Sendable () -> Void,
    makeOutlet: @escaping (Int) -> IngestOutlet
  ) {
    self.options = options
    self.board = board
    self.watch = watch
    self.fetcher = fetcher
    self.wake = wake
    self.makeOutlet = makeOutlet
  }

  /// The source of `location`, registered on the board under `number`.
  func source(_ location: LogLocation, number: Int) -> (any LogSource)? {
    switch location {
    case .standardInput:
      return input(0, end: .final, number: number)
    case .file(let path):
      guard case .there(let facts) = FileFacts.at(path: path) else {
        return file(path, number: number, start: options.start)
      }
      switch facts.kind {
      case .directory: return source(.directory(path), number: number)
      case .pipe: return pipe(path, number: number)
      case .file where RotatedName.isGzip(path): return packed(path, facts, number: number)
      case .file, .other: return file(path, number: number, start: options.start)
      }
    case .glob(let pattern):
      return glob(pattern, number: number)
    case .directory(let path):
      return glob(GlobPattern.everything(in: path), number: number)
    case .http(let url):
      let http = options.httpByURL[url] ?? options.http
      let fetcher = fetcher
      let (lineLimit, repeats) = (options.lineLimit, options.follows)
      return session(number: number) {
        StreamSession(
          feed: $0,
          url: url,
          fetcher: fetcher,
          options: http,
          lineLimit: lineLimit,
          repeats: repeats
        )
      }
    case .command(let words):
      return session(number: number) {
        StreamSession(feed: $0, command: words, name: location.description)
      }
    }
  }

  private func file(
    _ path: String,
    number: Int,
    start: LogIngestOptions.Start
  ) -> FileSource {
    var file = FileSourceOptions()
    file.start =
      switch start {
      case .end(let bytes): .end(historyBytes: bytes)
      case .beginning: .beginning
      }
    file.follows = options.follows
    file.joinsRotated = true
    file.unpacked = (spoolDirectory, options.spoolBytes)
    file.lineLimit = max(1, options.lineLimit)
    file.readsNewestFirst = options.readsNewestFirst
    file.isHistoryEnough = options.isHistoryEnough
    file.isMoreWanted = options.isMoreWanted
    paths.append(path)
    watch?.watch(path: path)
    return FileSource(
      path: path,
      outlet: makeOutlet(number),
      options: file,
      claims: claims,
      creations: { [watch] in watch?.creations(at: path) ?? 0 },
      copies: { [watch] in watch?.copies(beside: path) }
    )
  }

  private func glob(_ pattern: String, number: Int) -> GlobSource {
    var free: Int? = number
    let outlet = makeOutlet(number)
    return GlobSource(
      pattern: pattern,
      follows: options.follows,
      report: { trouble in
        if let trouble { outlet.update { $0.health = .down(reason: trouble.message) } }
      },
      makeSource: { [self] path, isNew in
        let name = LogLocation.file(path).shortName
        let taken = free ?? board.register(name: name, location: path, beside: number)
        if free != nil { board.rename(taken, name: name, location: path) }
        free = nil
        return source(ofMatch: path, number: taken, isNew: isNew)
      }
    )
  }

  /// The source of a file that a pattern matches; one that is packed has no end to be followed.
  private func source(ofMatch path: String, number: Int, isNew: Bool) -> (any LogSource)? {
    if RotatedName.isGzip(path), case .there(let facts) = FileFacts.at(path: path) {
      return packed(path, facts, number: number)
    }
    return file(path, number: number, start: isNew ? .beginning : options.start)
  }

  private func pipe(_ path: String, number: Int) -> (any LogSource)? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      let error = LogSourceError.unreadable(path, errno: errno)
      board.update(number) { $0.health = .down(reason: error.message) }
      return nil
    }
    return input(
      descriptor,
      end: options.follows ? .waitsForWriters : .final,
      number: number
    )
  }

  private func packed(_ path: String, _ facts: FileFacts, number: Int) -> (any LogSource)? {
    guard let feed = feed(number: number) else { return nil }
    let feeder = GzipFeeder(path: path, feed: feed)
    feeder.start()
    return StreamSource(feed: feed, lineLimit: options.lineLimit, writtenBy: facts.lastWrite) {
      feeder.stop()
    }
  }

  private func input(
    _ descriptor: Int32,
    end: DescriptorFeeder.End,
    number: Int
  ) -> (any LogSource)? {
    guard let feed = feed(number: number) else { return nil }
    let feeder = DescriptorFeeder(descriptor: descriptor, end: end, feed: feed)
    feeder.start()
    return StreamSource(feed: feed, lineLimit: options.lineLimit) { feeder.stop() }
  }

  private func session(
    number: Int,
    _ make: (StreamFeed) -> StreamSession
  ) -> (any LogSource)? {
    guard let feed = feed(number: number) else { return nil }
    let session = make(feed)
    session.start()
    return StreamSource(feed: feed, lineLimit: options.lineLimit) { session.stop() }
  }

  private var spoolDirectory: String {
    options.spoolDirectory ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/var/tmp"
  }

  private func feed(number: Int) -> StreamFeed? {
    do {
      let spool = try SpoolFile(capacity: options.spoolBytes, directory: spoolDirectory)
      return StreamFeed(spool: spool, outlet: makeOutlet(number), wake: wake)
    } catch {
      board.update(number) { $0.health = .down(reason: error.message) }
      return nil
    }
  }
}
