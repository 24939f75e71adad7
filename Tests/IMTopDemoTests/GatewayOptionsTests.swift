import ArgumentParser
import IMServer
import NIOCore
import Testing

@testable import IMTopDemo

/// What a gateway's flags make of its configuration.
@Suite struct GatewayOptionsTests {
  private func configuration(_ words: String...) throws -> GatewayConfiguration {
    try GatewayCommand.parse(words).gatewayConfiguration
  }

  @Test func gatewayAloneBeatsEveryThirtySecondsAndIsDeadAfterThree() throws {
    let configuration = try configuration()
    #expect(configuration.heartbeat == Heartbeat.Policy(interval: .seconds(30), misses: 3))
    #expect(configuration.logFormat == .json)
    #expect(configuration.logSeverity == .info)
    #expect(configuration.logRotation == nil)
    #expect(configuration.tokens == .optional)
  }

  @Test func heartbeatIsInSeconds() throws {
    let configuration = try configuration("--heartbeat-interval", "0.25", "--heartbeat-misses", "2")
    #expect(configuration.heartbeat == Heartbeat.Policy(interval: .milliseconds(250), misses: 2))
  }

  @Test func logHasItsFormatLevelAndRotation() throws {
    let configuration = try configuration(
      "--log",
      "x.log",
      "--log-format",
      "zap",
      "--log-level",
      "trace",
      "--log-max-size",
      "1000",
      "--log-keep",
      "2"
    )
    #expect(configuration.logPath == "x.log")
    #expect(configuration.logFormat == .zap)
    #expect(configuration.logSeverity == .trace)
    #expect(configuration.logRotation == LogRotation(limit: 1000, keep: 2))
  }

  @Test func addressMayAskFourTimesItsRateAtOnce() throws {
    let limit = try configuration("--rate-limit", "5").addressLimit
    #expect(limit.perSecond == 5)
    #expect(limit.burst == 20)
  }

  @Test func noRateLimitIsNoneForUsersEither() throws {
    let configuration = try configuration("--rate-limit", "0")
    #expect(configuration.addressLimit.perSecond >= 1e9)
    #expect(configuration.userLimit.perSecond >= 1e9)
  }

  @Test(
    arguments: [
      ["--port", "65536"], ["--heartbeat-interval", "0"], ["--heartbeat-misses", "0"],
      ["--log-format", "xml"], ["--log-level", "loud"], ["--log-max-size=-1"], ["--log-keep", "0"],
      ["--message-limit", "0"], ["--request-deadline", "0"], ["--rate-limit=-1"],
      ["--token-key", "xyz"],
    ]
  )
  func valueOutsideItsRangeIsRefused(words: [String]) {
    #expect(throws: (any Error).self) { try GatewayCommand.parse(words) }
  }
}
