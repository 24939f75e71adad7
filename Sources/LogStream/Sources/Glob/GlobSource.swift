/// All files that match a pattern, each with a source of its own, those that come later included.
final class GlobSource: LogSource {
  /// How often the pattern is looked at.
  static let interval = Duration.seconds(1)
  /// How many looks a file may be missing before it is let go.
  private static let patience = 60

  private let pattern: String
  private let follows: Bool
  private let report: (LogSourceError?) -> Void
  private let makeSource: (_ path: String, _ isNew: Bool) -> (any LogSource)?
  private var sources: [String: any LogSource] = [:]
  private var order: [String] = []
  private var misses: [String: Int] = [:]
  private var lastLook: Duration?

  /// The files that match `pattern`.
  ///
  /// `makeSource` follows one of them; a file that is new is read from its first line. `report` is
  /// told whether the pattern has no file.
  init(
    pattern: String,
    follows: Bool,
    report: @escaping (LogSourceError?) -> Void,
    makeSource: @escaping (_ path: String, _ isNew: Bool) -> (any LogSource)?
  ) {
    self.pattern = pattern
    self.follows = follows
    self.report = report
    self.makeSource = makeSource
  }

  func step(now: Duration) -> StepOutcome {
    look(now: now)
    var outcome = StepOutcome.ended
    for path in order {
      if let source = sources[path] { outcome = max(outcome, source.step(now: now)) }
    }
    return follows ? max(outcome, .idle) : outcome
  }

  func close() {
    for source in sources.values { source.close() }
  }

  private func look(now: Duration) {
    if let lastLook, now - lastLook < Self.interval { return }
    let isFirst = lastLook == nil
    lastLook = now
    let matches = GlobPattern.matches(of: pattern)
    var trouble: LogSourceError?
    for path in matches where sources[path] == nil && !isRotationOfFollowed(path) {
      guard order.count < GlobPattern.limit else {
        trouble = .tooManyMatches(pattern, limit: GlobPattern.limit)
        break
      }
      guard let source = makeSource(path, !isFirst) else { continue }
      sources[path] = source
      order.append(path)
    }
    forget(missingFrom: Set(matches))
    let nothing = follows ? LogSourceError.nothingMatches(pattern) : .noMatch(pattern)
    report(order.isEmpty ? nothing : trouble)
  }

  /// Lets go of files that have not matched for so long that they will hardly come back.
  private func forget(missingFrom matches: Set<String>) {
    for path in order {
      misses[path] = matches.contains(path) ? 0 : (misses[path] ?? 0) + 1
      guard misses[path, default: 0] > Self.patience else { continue }
      sources.removeValue(forKey: path)?.close()
      misses[path] = nil
    }
    order.removeAll { sources[$0] == nil }
  }

  /// Whether rotation made the file of one that is followed, which delivers its text.
  private func isRotationOfFollowed(_ path: String) -> Bool {
    order.contains { base in
      guard let slash = base.lastIndex(of: "/") else {
        return RotatedName.isRotation(of: base, path)
      }
      let directory = base[...slash]
      return path.hasPrefix(directory)
        && RotatedName.isRotation(
          of: String(base[base.index(after: slash)...]),
          String(path.dropFirst(directory.count))
        )
    }
  }
}
