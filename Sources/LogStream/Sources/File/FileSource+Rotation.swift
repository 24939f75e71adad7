import LogModel

extension FileSource {
  /// How many rotated files are watched for what their writers still add.
  private static let retiredLimit = 4
  /// How many files may wait to be read before the path's own.
  private static let queueLimit = 64

  /// Opens the file that has the name now, behind those that came and went since the last look;
  /// returns whether that worked.
  func rotate() -> Bool {
    guard let old = queue.last, queue.count < Self.queueLimit, let (file, facts) = openPath() else {
      return false
    }
    guard facts.generation != old.generation else { return true }
    let next =
      takeBack(facts.generation) ?? FileTail(file, facts.generation, limit: options.lineLimit)
    let unseen = append(next, behindUnseenSince: old.file.facts?.modified ?? old.modified)
    for _ in 0...unseen.found { tellRotation(.renamed) }
    account(for: 1, unseen)
    return true
  }

  /// The file was truncated: reads on in the copy of its text, if there is one, then from its begin.
  func recover() {
    var old = queue.removeLast()
    guard let fresh = old.file.duplicate() else { return }
    let generation = old.generation
    var followed = 0
    var told = 0
    if let copy = copy(of: old) {
      let known = old.size
      old.file.redirect(to: copy.file)
      _ = claims.claim(copy.facts.generation, old.file, for: outlet.number)
      old = old.continued(in: copy.facts.generation)
      _ = old.look()
      queue.append(old)
      followed = seenCopies.removeValue(forKey: copy.facts.generation) == nil ? 1 : 0
      tellRotation(.copied(to: copy.path))
      if known > copy.facts.size { tellGap(bytes: known - max(copy.facts.size, old.offset)) }
    } else {
      told = 1
      tellRotation(.truncated)
      tellGap(bytes: old.size > old.offset ? old.size - old.offset : nil)
      abandonHistory(of: old.file)
      abandonSkipped(of: old.file)
      old.file.close()
    }
    _ = claims.claim(generation, fresh, for: outlet.number)
    let next = FileTail(fresh, generation, limit: options.lineLimit, skipsZeros: true)
    let unseen = append(next, behindUnseenSince: old.modified, notLike: old.head)
    for _ in 0..<unseen.found { tellRotation(.renamed) }
    account(for: followed, unseen, told: told)
  }

  /// The newest file was empty at the last look: whole generations may have come and gone since, one at
  /// least where it `wasEmptied`.
  func catchUp(since modified: Int64, wasEmptied: Bool) {
    let unseen = append(queue.removeLast(), behindUnseenSince: modified)
    for _ in 0..<unseen.found { tellRotation(.renamed) }
    account(for: 0, unseen, atLeast: wasEmptied ? 1 : 0)
  }

  /// Tells of the generations that went by and of which nothing is left: `followed` of them were found
  /// beside the unseen ones, `told` are gaps already.
  ///
  /// A generation goes by when a file gets the name, or when a copy is begun of the one that has it. The
  /// system may tell of both later than they can be seen.
  private func account(
    for followed: Int,
    _ unseen: Unseen,
    told: Int = 0,
    atLeast: Int = 0
  ) {
    let passed = creations() - followedCreations + (copies() ?? 0) - followedCopies
    let known = followed + unseen.found + unseen.copies
    for _ in 0..<max(0, max(passed, atLeast) - known - told) { tellGap(bytes: nil) }
    followedCreations = creations()
    followedCopies = (copies() ?? 0) + max(0, known - passed)
  }

  /// Reads what writers still add to files that have lost their name, until they are quiet.
  func serveRetired(now: Duration) -> StepOutcome {
    var outcome = StepOutcome.idle
    for index in retired.indices.reversed() {
      switch retired[index].tail.look() {
      case .unread:
        retired[index].quietSince = now
        if case .done = deliver(&retired[index].tail) {
          outcome = .more
        } else {
          finish(retired.remove(at: index).tail)
        }
      case .atEnd where now - retired[index].quietSince < options.retirement:
        break
      case .atEnd: finish(retired.remove(at: index).tail)
      case .truncated: leave(retired.remove(at: index).tail)
      }
    }
    return outcome
  }

  /// Lets go of rotated files whose text was written over, as `cp im.log im.log.1` does: what stands there
  /// now is another text than that of their records, and may be one that nobody has read.
  func noticeOverwritten() {
    for index in shelf.indices.reversed() where shelf[index].look() == .truncated {
      leave(shelf.remove(at: index))
    }
    for index in retired.indices.reversed() where retired[index].tail.look() == .truncated {
      let tail = retired.remove(at: index).tail
      if tail.lag > 0 { tellGap(bytes: tail.lag) }
      leave(tail)
    }
  }

  /// Lets go of a file whose text was written over.
  func leave(_ tail: FileTail) {
    abandonHistory(of: tail.file)
    abandonSkipped(of: tail.file)
    tail.file.close()
    overwritten += 1
  }

  /// Keeps an eye on a file that was read to its end and has lost its name.
  func retire(_ tail: FileTail, now: Duration) {
    retired.append((tail, now))
    if retired.count > Self.retiredLimit { finish(retired.removeFirst().tail) }
  }

  /// Delivers the line that was never ended and puts the file on the shelf.
  func finish(_ tail: FileTail) {
    var tail = tail
    if let (bytes, offset) = tail.endLine() {
      outlet.deliver(
        LogBlock(source: outlet.number, storage: tail.file, offset: offset, bytes: bytes),
        isNew: true
      )
    }
    shelf.append(tail)
    while shelf.count > options.openRotated,
      let index = shelf.firstIndex(where: { !isReadAgain($0.file) })
    {
      shelf.remove(at: index).file.close()
    }
  }

  /// Whether text of the file is still to be read as the past.
  private func isReadAgain(_ file: OpenFile) -> Bool {
    history?.file === file || skipped.contains { $0.history.file === file }
  }

  /// The reading of a file that has got the name back, to be continued where it stopped.
  private func takeBack(_ generation: FileGeneration) -> FileTail? {
    if let index = queue.firstIndex(where: { $0.generation == generation }) {
      return queue.remove(at: index)
    }
    if let index = retired.firstIndex(where: { $0.tail.generation == generation }) {
      return retired.remove(at: index).tail
    }
    return shelf.firstIndex { $0.generation == generation }.map { shelf.remove(at: $0) }
  }

  /// Counts a stretch that was lost, and tells of it.
  func tellGap(bytes: Int64?) {
    outlet.update { $0.gaps += 1 }
    outlet.tell(LogSourceEvent(source: outlet.number, kind: .gap(bytes: bytes)))
  }

  private func tellRotation(_ kind: LogSourceEvent.Kind) {
    outlet.update { $0.rotations += 1 }
    outlet.tell(LogSourceEvent(source: outlet.number, kind: kind))
  }

  /// The copy that was made of the text before it was taken away.
  private func copy(of old: FileTail) -> (file: OpenFile, facts: FileFacts, path: String)? {
    for candidate in RotatedFile.beside(path).reversed()
    where candidate.facts.size >= old.offset {
      guard let file = try? OpenFile(path: candidate.path), let facts = file.facts,
        old.isCopied(in: file), claims.claim(facts.generation, file, for: outlet.number) == nil
      else { continue }
      return (file, facts, candidate.path)
    }
    return nil
  }

  /// What has been put into the queue between two files that had the name.
  struct Unseen {
    /// How many files there are that nobody had seen.
    var found = 0
    /// Copies of a text that is read, or of none, that had not been seen.
    var copies = 0
  }

  /// Puts `next` at the end of the queue, behind the files that had the name before it and lost it
  /// before anybody looked.
  ///
  /// They were written to at `modified` or later and do not begin like any file that was read, nor
  /// like `next`: that would be a copy that is being made of it, to be found when it is truncated.
  private func append(
    _ next: FileTail,
    behindUnseenSince modified: Int64,
    notLike lost: Fingerprint = Fingerprint()
  ) -> Unseen {
    var next = next
    _ = next.look()
    let known = (queue + retired.map(\.tail) + shelf + [next]).map(\.head) + [lost]
    var unseen = Unseen()
    let siblings = RotatedFile.beside(path)
    let generations = Set(siblings.map(\.facts.generation))
    seenCopies = seenCopies.filter { generations.contains($0.key) }
    for sibling in siblings
    where sibling.facts.modified >= modified && claims.owner(of: sibling.facts.generation) == nil
      && queue.count < Self.queueLimit
      && !older.waiting.contains(where: { $0.facts.generation == sibling.facts.generation })
    {
      guard sibling.facts.size > 0, let file = try? OpenFile(path: sibling.path),
        let facts = file.facts, !known.contains(where: { !$0.isEmpty && $0.holds(in: file) })
      else {
        if isNews(sibling.facts) { unseen.copies += 1 }
        continue
      }
      guard claims.claim(facts.generation, file, for: outlet.number) == nil else { continue }
      var tail = FileTail(file, facts.generation, limit: options.lineLimit)
      _ = tail.look()
      queue.append(tail)
      unseen.found += 1
    }
    queue.append(next)
    return unseen
  }

  /// Whether a copy has not been seen before; one that is empty may have the number of one that is gone.
  private func isNews(_ copy: FileFacts) -> Bool {
    let before = seenCopies.updateValue(copy.modified, forKey: copy.generation)
    return before == nil || copy.size == 0 && before != copy.modified
  }
}
