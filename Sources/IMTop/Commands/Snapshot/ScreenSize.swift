import ArgumentParser
import Charts

/// A size on the command line: `120x36`.
struct ScreenSize: ExpressibleByArgument, Equatable {
  var size: Size

  init?(argument: String) {
    let numbers = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let width = numbers[0], let height = numbers[1],
      (1...1000).contains(width), (1...500).contains(height)
    else { return nil }
    size = Size(width: width, height: height)
  }

  init(_ size: Size) { self.size = size }

  var defaultValueDescription: String { "\(size.width)x\(size.height)" }
}
