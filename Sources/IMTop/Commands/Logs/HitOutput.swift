import DequeModule
import Foundation
import Glibc
import LogModel
import LogStream
import Synchronization

/// Prints the records that a search finds, at once or, where only the last ones are wanted, at the end.
final class HitOutput: Sendable {
  private let form: Form
  private let style: OutputStyle
  private let isTerminal = isatty(STDOUT_FILENO) == 1
  private let printsAtOnce: Bool
  private let tail: Int?
  private let context: Int
  private let state: Mutex<State>

  private enum Form {
    case text
    case fields([String])
    case json([String]?)
  }

  private struct Kept {
    var hit: SearchHit
    var prefix: String
  }

  private struct State {
    var missing: MissingFields
    var hasTold = false
    var kept = Deque<Kept>()
    /// How many of those that are kept were found.
    var found = 0
    var isPassing = false

    /// Lets go of the oldest lines found and their context: at most `tail` and `context` lines before the
    /// first of them are left.
    mutating func shorten(to tail: Int, context: Int) {
      while found > tail, let first = kept.popFirst() {
        if !first.hit.isContext { found -= 1 }
      }
      let leading = kept.prefix { $0.hit.isContext }.count
      if leading < kept.count || tail == 0 { kept.removeFirst(max(0, leading - context)) }
    }
  }

  init(command: LogsCommand) {
    let names = command.form.names
    form = command.form.json ? .json(names) : names.map { .fields($0) } ?? .text
    state = Mutex(State(missing: MissingFields(names ?? [])))
    style = OutputStyle(hasColor: command.color.isOn)
    printsAtOnce = command.follow
    tail = command.tail
    context = command.context
  }

  /// Prints a record, or keeps it for the end; false when nobody reads any more.
  func add(_ hit: SearchHit, prefix: String) -> Bool {
    guard isWorthALine(hit) else { return true }
    return state.withLock { state in
      state.missing.look(at: hit.record)
      guard let tail, !state.isPassing else { return write(hit, prefix) }
      state.kept.append(Kept(hit: hit, prefix: prefix))
      if !hit.isContext { state.found += 1 }
      state.shorten(to: tail, context: context)
      return true
    }
  }

  private func write(_ hit: SearchHit, _ prefix: String, isFirst: Bool = false) -> Bool {
    // Of JSON every line is an object.
    if case .json = form { return OutputLine.write(rendered(hit), atOnce: printsAtOnce) }
    var line = hit.followsGap && !isFirst ? Array(style.dim("--").utf8) + [0x0a] : []
    line += prefix.utf8
    if hit.isContext, !prefix.isEmpty { line[line.count - 1] = UInt8(ascii: "-") }
    return OutputLine.write(line + rendered(hit), atOnce: printsAtOnce)
  }

  /// Whether a record that was printed and has grown has something new to print: it has the same fields,
  /// and what is masked may show nothing.
  private func isWorthALine(_ hit: SearchHit) -> Bool {
    guard hit.isGrown else { return true }
    return switch form {
    case .text: !hit.text.isEmpty
    case .fields: false
    case .json: true
    }
  }

  /// Whether fields were asked for by name and no record had one of them.
  var hasNoField: Bool { state.withLock { $0.missing.areAll } }

  /// Prints what was kept, and says once which fields no record has had; whatever comes from now on is
  /// printed at once.
  func finish() {
    state.withLock { state in
      defer {
        if !state.hasTold, state.missing.hasLooked {
          state.missing.tell()
          state.hasTold = true
        }
      }
      state.isPassing = true
      var isFirst = true
      while let kept = state.kept.popFirst() {
        guard write(kept.hit, kept.prefix, isFirst: isFirst) else { return }
        isFirst = false
      }
    }
  }

  private func rendered(_ hit: SearchHit) -> [UInt8] {
    switch form {
    case .text:
      guard isTerminal || style.hasColor else { return hit.text }
      let raw = String(decoding: hit.text, as: UTF8.self)
      let text = isTerminal ? raw.printableLines : raw
      return Array((hit.isContext ? style.dim(text) : style.line(text, hit.level)).utf8)
    case .fields(let names):
      let record = hit.record
      let values = names.map { record.value(named: $0).map(Self.cell) ?? "-" }
      let text = values.joined(separator: "\t")
      return Array((hit.isContext ? style.dim(text) : style.line(text, hit.level)).utf8)
    case .json(let names):
      return Array(RecordJSON.text(hit.record, names: names, isGrown: hit.isGrown).utf8)
    }
  }

  /// A value between tabs: control characters, tabs and newlines among them, are made visible.
  private static func cell(_ value: String) -> String { value.isEmpty ? "-" : value.printable }
}
