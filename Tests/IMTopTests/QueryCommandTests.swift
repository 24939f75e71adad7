import ArgumentParser
import Foundation
import MetricsModel
import PromQL
import StrictYAML
import Testing

@testable import IMTop

@Suite struct QueryCommandTests {
  @Test(arguments: [("up", "vector"), ("scalar(up)", "scalar"), ("up[5m]", "matrix")])
  func aServersAnswerHasTheExpressionsType(_ expression: String, _ type: String) throws {
    let series = Series(labels: [:], timestamps: [1000, 2000], values: [3, 4])
    let value = Value(answered: [series], as: try PromQL.parse(expression).type)
    #expect(QueryAnswer(value, at: Timestamp(seconds: 2)).resultType == type)
  }

  private func configuration(_ arguments: String...) throws -> Configuration {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).yml")
    try "targets: [':1']\nlogs: [a.log]\n".write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let parsed = try QueryCommand.parse(["up"] + arguments + ["--config", file.path])
    return try parsed.configuration()
  }

  @Test func aPrometheusServerIsNamedByAnOption() throws {
    let asked = try configuration("--prometheus", "http://prom:9090")
    #expect(asked.prometheus?.url == "http://prom:9090")
    #expect(asked.targets.map(\.url) == [":1"])
    #expect(asked.logs.map(\.location) == [.named("a.log")])
  }

  @Test func namedSourcesTakeThePlaceOfTheConfigurations() throws {
    #expect(try configuration().logs.map(\.location) == [.named("a.log")])
    #expect(try configuration().targets.map(\.url) == [":1"])
    let named = try configuration("b.log")
    #expect(named.targets.isEmpty && named.logs.map(\.location) == [.named("b.log")])
    #expect(throws: CommandLineError.standardInputTwice) { try configuration("-", "-") }
  }

  /// Nothing listens on port 1 of the loopback.
  @Test(.timeLimit(.minutes(1))) func targetsMayShareAnAddress() async throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).yml")
    let jobs = ["a", "b"].map { "{job_name: \($0), static_configs: [{targets: ['127.0.0.1:1']}]}" }
    let text = "scrape_configs: [\(jobs.joined(separator: ", "))]"
    try text.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    var configuration = Configuration()
    let place = DocumentError(file: "", line: 0, column: 0, key: "", message: "")
    configuration.scrapeConfigs = [.init(path: file.path, place: place)]
    #expect(try await TargetCollector(configuration)?.collect(seconds: 0) == false)
  }

  @Test func aPrometheusConfigurationTakesTheTargetsPlace() throws {
    let asked = try configuration("--prometheus-config", "prometheus.yml")
    #expect(asked.targets.isEmpty && asked.logs.isEmpty)
    #expect(asked.scrapeConfigs.map(\.path) == ["prometheus.yml"])
    #expect(try configuration(":2", "--prometheus-config", "p.yml").targets.map(\.url) == [":2"])
  }
}
