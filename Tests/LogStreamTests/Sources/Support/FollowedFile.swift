import LogModel
import Testing

@testable import LogStream

/// A file in a directory of its own, the source that follows it, and a clock that the test moves.
final class FollowedFile {
  static let name = "im.log"

  let directory: TestDirectory
  let outlet: RecordingOutlet
  let claims: FileClaims
  let source: FileSource
  private(set) var now = Duration.zero

  init(
    in directory: TestDirectory? = nil,
    name: String = FollowedFile.name,
    number: Int = 0,
    claims: FileClaims = FileClaims(),
    change: (inout FileSourceOptions) -> Void = { _ in },
    creations: @escaping () -> Int = { 0 },
    copies: @escaping () -> Int? = { nil }
  ) throws {
    self.directory = try directory ?? TestDirectory()
    self.claims = claims
    outlet = RecordingOutlet(number: number)
    var options = FileSourceOptions()
    change(&options)
    source = FileSource(
      path: self.directory.path(name),
      outlet: outlet,
      options: options,
      claims: claims,
      creations: creations,
      copies: copies
    )
  }

  var text: String { outlet.text }
  var status: LogSourceStatus { outlet.status }

  func append(_ text: String) { directory.append(text, to: Self.name) }

  /// Waits until what is written to the file next gets another time than what was written last.
  func wait() {
    let path = directory.path(Self.name)
    guard case .there(let before) = FileFacts.at(path: path) else { return }
    for number in 0... {
      directory.append("", to: "clock")
      directory.overwrite("clock", with: "\(number)")
      if case .there(let now) = FileFacts.at(path: directory.path("clock")),
        now.modified > before.modified
      {
        return
      }
    }
  }

  /// Serves the source until it has nothing to do, time standing still.
  func settle() {
    for _ in 0..<10_000 where source.step(now: now) <= .idle { return }
    Issue.record("the source does not come to rest")
  }

  /// Serves the source some times, with so much time between.
  func step(_ times: Int, every time: Duration) {
    for _ in 0..<times {
      _ = source.step(now: now)
      now += time
    }
  }

  /// Lets time go by and serves the source.
  func settle(after time: Duration) {
    now += time
    settle()
  }
}
