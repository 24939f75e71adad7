extension FileSource {
  /// Opens the path's file for the first time; returns whether that worked.
  func openFirst() -> Bool {
    guard let (file, facts) = openPath() else { return false }
    followedCreations = creations()
    followedCopies = copies() ?? 0
    opened = facts
    if case .end(let historyBytes) = options.start, !hasLooked {
      openAtEnd(file, facts, historyBytes: historyBytes)
      noteOlder(bytesLeft: historyBytes - facts.size)
    } else {
      queue.append(FileTail(file, facts.generation, limit: options.lineLimit))
    }
    report(nil)
    return true
  }

  /// Opens and claims what the path leads to; says why where that does not work.
  func openPath() -> (OpenFile, FileFacts)? {
    do {
      let file = try OpenFile(path: path)
      guard let facts = file.facts, facts.kind == .file else { throw LogSourceError.notAFile(path) }
      if let owner = claims.claim(facts.generation, file, for: outlet.number) {
        throw LogSourceError.readAlready(path, under: outlet.name(of: owner))
      }
      return (file, facts)
    } catch let error as LogSourceError {
      report(error)
    } catch {
      report(.notAFile(path))
    }
    return nil
  }

  /// Delivers the newest lines and leaves what is older to the history.
  private func openAtEnd(_ file: OpenFile, _ facts: FileFacts, historyBytes: Int64) {
    let window = Int64(LineCutter(limit: options.lineLimit).window)
    let start = max(0, facts.size - window)
    var bytes = outlet.buffer()
    file.read(offset: start, count: Int(facts.size - start), into: &bytes)
    guard let last = bytes.lastIndex(of: LineCutter.newline) else {
      openWithoutLine(file, facts, at: start, bytes, historyBytes: historyBytes)
      return
    }
    let first = start == 0 ? 0 : (bytes.firstIndex(of: LineCutter.newline) ?? last) + 1
    bytes.removeLast(bytes.count - last - 1)
    var fingerprint = Fingerprint(at: start)
    fingerprint.advance(over: bytes)
    bytes.removeFirst(first)
    queue.append(
      FileTail(
        file,
        facts.generation,
        fingerprint: fingerprint,
        cutter: LineCutter(limit: options.lineLimit)
      )
    )
    let begin = start + Int64(first)
    let cursor = HistoryCursor(end: begin, limit: options.lineLimit)
    history = FileHistory(
      file: file,
      cursor: cursor,
      bytes: historyBytes,
      writtenBy: facts.lastWrite
    )
    guard !bytes.isEmpty else { return }
    awaitingPast = begin > 0 ? file : nil
    outlet.deliver(
      LogBlock(
        source: outlet.number,
        storage: file,
        offset: begin,
        bytes: bytes,
        writtenBy: facts.lastWrite
      ),
      isNew: false
    )
  }

  /// The end of the file holds no end of a line: it is the first line, or one that is too long.
  private func openWithoutLine(
    _ file: OpenFile,
    _ facts: FileFacts,
    at start: Int64,
    _ bytes: [UInt8],
    historyBytes: Int64
  ) {
    guard start > 0 else {
      queue.append(FileTail(file, facts.generation, limit: options.lineLimit))
      return
    }
    var fingerprint = Fingerprint(at: start)
    fingerprint.advance(over: bytes)
    let cutter = LineCutter(limit: options.lineLimit, isSkipping: true)
    queue.append(FileTail(file, facts.generation, fingerprint: fingerprint, cutter: cutter))
    let cursor = HistoryCursor(insideLine: start, limit: options.lineLimit)
    history = FileHistory(
      file: file,
      cursor: cursor,
      bytes: historyBytes,
      writtenBy: facts.lastWrite
    )
  }
}
