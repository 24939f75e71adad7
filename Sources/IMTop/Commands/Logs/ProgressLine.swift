import Charts
import Foundation
import Glibc
import LogStream
import Synchronization

/// A bar on standard error that says how far a long search is.
final class ProgressLine {
  private static let patience = Duration.seconds(1)
  private static let width = 24

  private let name: String
  private let size: Int?
  private let isShown: Bool
  private let begin = ContinuousClock.now
  private var hasDrawn = false

  /// A bar for the search in `file`; nothing is drawn unless it takes longer than a second.
  init(file: String, isShown: Bool) {
    name = file.printableLines
    self.isShown = isShown
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.withHomeExpanded)
    size = attributes?[.size] as? Int
  }

  /// Draws the bar anew.
  func show(_ progress: LogSearch.Progress) {
    let seconds = (ContinuousClock.now - begin) / .seconds(1)
    guard isShown, ContinuousClock.now - begin > Self.patience else { return }
    hasDrawn = true
    let rate = Unit.short.format(Double(progress.records) / seconds)
    write("\r\u{1b}[K\(name)  \(bar(progress))\(rate) records/s")
  }

  /// Takes the bar away.
  func clear() { if hasDrawn { write("\r\u{1b}[K") } }

  private func bar(_ progress: LogSearch.Progress) -> String {
    guard let size, size > 0, let lag = progress.lagBytes else { return "" }
    let share = min(1, max(0, 1 - Double(lag) / Double(size)))
    let full = Int(share * Double(Self.width))
    return "[" + String(repeating: "#", count: full)
      + String(repeating: ".", count: Self.width - full) + "] \(Int(share * 100)) %  "
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
