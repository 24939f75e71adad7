/// A place that lines come from, served in turns by the reader's thread.
protocol LogSource: AnyObject {
  /// Does a bounded piece of work: a block or two; `now` is a clock that never goes back.
  func step(now: Duration) -> StepOutcome
  /// Lets go of everything; no step follows.
  func close()
}

/// What a step of a source came to.
enum StepOutcome: Int, Comparable {
  /// Nothing will ever come again.
  case ended
  /// There was nothing to do.
  case idle
  /// Something was read, and there was no more.
  case drained
  /// There is more to do as soon as the reader is woken: there is no room for it now.
  case waiting
  /// There is more to do at once.
  case more

  static func < (left: StepOutcome, right: StepOutcome) -> Bool { left.rawValue < right.rawValue }
}
