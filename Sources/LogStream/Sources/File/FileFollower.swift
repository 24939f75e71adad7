/// Decides what to do next about a file whose name may lead to one file today and another tomorrow.
struct FileFollower: Equatable {
  /// What there is to decide on.
  struct Sight: Equatable {
    /// What the path leads to.
    var path: PathSight
    /// The newest file that was opened under the path, and what a look at it found.
    var newest: Newest?
    /// Whether older files still have to be drained.
    var hasBacklog = false

    struct Newest: Equatable {
      var generation: FileGeneration
      var look: FileTail.Look
    }
  }

  /// What is to be done.
  enum Action: Equatable {
    /// Nothing; the trouble to tell of, if there is any.
    case wait(LogSourceError?)
    /// Open the file for the first time.
    case open
    /// Read the next block of the oldest file that is open.
    case read
    /// Another file has the name: open it, and what came and went between, behind what is open.
    case rotate
    /// The file was truncated: look for the copy of its text, then begin anew.
    case recover
  }

  /// The path.
  let path: String

  /// The next thing to do.
  ///
  /// Holding on to files comes before reading them: a name can be given away again at any time.
  func next(_ sight: Sight) -> Action {
    guard let newest = sight.newest else { return first(sight.path) }
    if newest.look == .truncated { return .recover }
    if case .there(let facts) = sight.path, facts.generation != newest.generation {
      if facts.kind == .file { return .rotate }
    }
    if sight.hasBacklog || newest.look == .unread { return .read }
    switch sight.path {
    case .missing: return .wait(.vanished(path))
    case .unreadable(let number): return .wait(.unreadable(path, errno: number))
    case .there(let facts): return .wait(facts.kind == .file ? nil : .notAFile(path))
    }
  }

  private func first(_ sight: PathSight) -> Action {
    switch sight {
    case .missing: .wait(.missing(path))
    case .unreadable(let number): .wait(.unreadable(path, errno: number))
    case .there(let facts): facts.kind == .file ? .open : .wait(.notAFile(path))
    }
  }
}
