import Charts
import Foundation
import Glibc
import LogStream
import Synchronization

/// A line on standard error that says how far something is that takes long.
final class ProgressLine {
  private static let patience = Duration.seconds(1)
  private static let width = 24

  private let name: String
  private let size: Int?
  private let isShown: Bool
  private let begin = ContinuousClock.now
  private var drawn: String?

  /// A bar for the search in `file`; nothing is drawn unless it takes longer than a second.
  init(file: String, isShown: Bool) {
    name = file.printableLines
    self.isShown = isShown
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.withHomeExpanded)
    size = attributes?[.size] as? Int
  }

  /// A line without a bar; nothing is drawn unless what is waited for takes longer than a second.
  init(isShown: Bool) {
    (name, size) = ("", nil)
    self.isShown = isShown
  }

  /// Draws the bar anew.
  func show(_ progress: LogSearch.Progress) {
    let seconds = (ContinuousClock.now - begin) / .seconds(1)
    let rate = Unit.short.format(Double(progress.records) / seconds)
    show("\(name)  \(bar(progress))\(rate) records/s")
  }

  /// Draws a text anew.
  func show(_ text: String) {
    guard isShown, ContinuousClock.now - begin > Self.patience, text != drawn else { return }
    drawn = text
    write("\r\u{1b}[K\(text)")
  }

  /// Takes the line away.
  func clear() {
    if drawn != nil { write("\r\u{1b}[K") }
    drawn = nil
  }

  private func bar(_ progress: LogSearch.Progress) -> String {
    guard let size, size > 0, let lag = progress.lagBytes else { return "" }
    let share = min(1, max(0, 1 - Double(lag) / Double(size)))
    let full = Int(share * Double(Self.width))
    return "[" + String(repeating: "#", count: full)
      + String(repeating: ".", count: Self.width - full) + "] \(Int(share * 100)) %  "
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
