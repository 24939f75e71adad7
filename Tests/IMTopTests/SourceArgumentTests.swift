import Testing

@testable import IMTop

@Suite struct SourceArgumentTests {
  @Test(arguments: [
    ":8080", "8080", "localhost", "gw-1:9100", "gw-1:9100/metrics", "http://gw-1/metrics",
    "https://gw-1:8443", "[::1]:8080", "10.0.0.7",
  ])
  func targets(_ word: String) throws {
    #expect(try SourceArgument(word) { _ in false } == .target(word))
  }

  @Test(arguments: [
    "-", "/var/log/im.log", "./im.log", "im.log", "logs/*.log", "~/im", "http://gw-1/logs/stream",
    "https://gw/api/log?follow=1",
  ])
  func logs(_ word: String) throws {
    #expect(try SourceArgument(word) { _ in false } == .log(word))
  }

  @Test func anExistingFileIsALogWhateverItIsCalled() throws {
    #expect(try SourceArgument("gateway") { $0 == "gateway" } == .log("gateway"))
  }

  @Test func aWordThatIsNeitherIsRefusedWithAnExplanation() {
    let error = #expect(throws: CommandLineError.self) {
      try SourceArgument("gateway") { _ in false }
    }
    #expect(
      error?.description.hasPrefix(
        "\"gateway\" is neither a file nor a target (no file of that name, and no port)."
      ) == true
    )
  }

  @Test func aHostThatSpeaksOfLogsIsStillATarget() throws {
    #expect(
      try SourceArgument("http://logs.example/metrics") { _ in false }
        == .target("http://logs.example/metrics")
    )
  }
}
