import HTTPFetch
import MetricsModel
import Synchronization
import Testing

@testable import MetricsClient

@Suite struct RemoteAPITests {
  private func api(_ server: PageServer, _ path: String = "") throws -> RemoteAPI {
    RemoteAPI(
      try RemoteConfiguration(parsing: "http://127.0.0.1:\(server.port)\(path)"),
      fetcher: HTTPFetcher()
    )
  }

  private static func json(_ text: String, _ status: String = "200 OK") -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n\(text)"
  }

  private let noon = Timestamp(seconds: 1_700_000_000)

  @Test func aRangeIsAskedForBelowThePrefixAndReadAsSeries() async throws {
    let heads = Mutex<[String]>([])
    let server = try await PageServer { head in
      heads.withLock { $0.append(head) }
      return Self.json(
        """
        {"status":"success","data":{"resultType":"matrix","result":[
          {"metric":{"__name__":"up","job":"a"},"values":[[1700000000,"1"],[1700000015.5,"NaN"]]},
          {"metric":{},"values":[[1700000000,"+Inf"],[1700000015,"-1e3"]]},
          {"metric":{"__name__":"h"},"histograms":[[1700000000,{"count":"1"}]]}]}}
        """
      )
    }
    let answer = try await api(server, "/select/0/prometheus/?dedup=true")
      .range("up{job=\"a b\"}", from: noon, through: noon.advanced(bySeconds: 15), step: 500)
    let head = try #require(heads.withLock { $0.first })
    #expect(
      head.hasPrefix(
        "GET /select/0/prometheus/api/v1/query_range?dedup=true&query=up%7Bjob%3D%22a%20b%22%7D"
          + "&start=1700000000&end=1700000015&step=0.500&timeout=20 HTTP/1.1"
      )
    )
    #expect(answer.value.map(\.labels) == [["__name__": "up", "job": "a"], .empty])
    #expect(answer.value[0].timestamps == [1_700_000_000_000, 1_700_000_015_500])
    #expect(answer.value[0].values[1].isNaN)
    #expect(answer.value[1].values == [.infinity, -1000])
    #expect(answer.histograms == 1)
    await server.stop()
  }

  private static let nothing = json(
    "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}"
  )

  /// Proxies refuse long addresses; of one instance each, hundreds of targets make them long.
  @Test func aLongQuestionIsSentAsAForm() async throws {
    let heads = Mutex<[String]>([])
    let server = try await PageServer { head in
      heads.withLock { $0.append(head) }
      return Self.nothing
    }
    let query = String(repeating: "up + ", count: 400) + "up"
    _ = try await api(server, "?dedup=true").instant(query, at: noon)
    let request = try #require(heads.withLock { $0.first })
    #expect(request.hasPrefix("POST /api/v1/query?dedup=true HTTP/1.1\r\n"))
    #expect(request.contains("Content-Type: application/x-www-form-urlencoded\r\n"))
    #expect(request.contains("query=up%20%2B%20up"))
    await server.stop()
  }

  @Test(arguments: ["405 Method Not Allowed", "501 Not Implemented"])
  func aServerThatTakesNoFormIsAskedByGET(_ status: String) async throws {
    let methods = Mutex<[Substring]>([])
    let server = try await PageServer { head in
      methods.withLock { $0.append(head.prefix { $0 != " " }) }
      return head.hasPrefix("POST") ? Self.json("no", status) : Self.nothing
    }
    let query = String(repeating: "up + ", count: 400) + "up"
    _ = try await api(server).instant(query, at: noon)
    #expect(methods.withLock { $0.contains("GET") && $0.first == "POST" })
    await server.stop()
  }

  @Test func whatAServerSaysBesideIsKept() async throws {
    let server = try await PageServer {
      Self.json(
        """
        {"status":"success","warnings":["one store is down"],"infos":["metric is no counter"],
         "isPartial":true,"data":{"resultType":"vector","result":[]}}
        """
      )
    }
    let answer = try await api(server).instant("x", at: noon)
    #expect(answer.warnings == ["one store is down"])
    #expect(answer.remarks == ["metric is no counter"])
    #expect(answer.isPartial)
    await server.stop()
  }

  @Test(arguments: [
    ("{\"resultType\":\"scalar\",\"result\":[7,\"2\"]}", [2.0]),
    ("{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[7,\"3\"]}]}", [3.0]),
    ("{\"resultType\":\"vector\",\"result\":[]}", []),
  ])
  func anInstantGivesOneSampleASeries(_ data: String, _ values: [Double]) async throws {
    let server = try await PageServer { Self.json("{\"status\":\"success\",\"data\":\(data)}") }
    let answer = try await api(server).instant("x", at: noon)
    #expect(answer.value.flatMap(\.values) == values)
    await server.stop()
  }

  @Test(arguments: [
    (
      "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}",
      "400 Bad Request", RemoteRefusal.Cause.query, "refused a query (400): parse error"
    ),
    (
      "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"too many samples\"}",
      "422 Unprocessable Entity", .tooMuch,
      "a query asks for more than the server allows (422): too many samples"
    ),
    (
      "{\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"query timed out\"}",
      "503 Service Unavailable", .tooMuch,
      "a query asks for more than the server allows (503): query timed out"
    ),
    (
      "Service Unavailable", "503 Service Unavailable", .overloaded,
      "the server is busy or not ready (503), it is asked again later: Service Unavailable"
    ),
    (
      "<html><title>Log\u{7} in</title></html>", "401 Unauthorized", .credentials,
      "answered 401 (credentials are missing or wrong): Log in"
    ),
    (
      "404 page not found", "404 Not Found", .missingPath,
      "answered 404, nothing of Prometheus is at this path "
        + "(Mimir's and VictoriaMetrics' end in /prometheus): 404 page not found"
    ),
  ])
  func aRefusalSaysWhyAndWhatHelps(
    _ body: String,
    _ status: String,
    _ cause: RemoteRefusal.Cause,
    _ wording: String
  ) async throws {
    let server = try await PageServer { Self.json(body, status) }
    let remote = try api(server)
    do throws(RemoteError) {
      _ = try await remote.instant("x", at: noon)
      Issue.record("answered")
    } catch {
      guard case .refused(_, let refusal) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(refusal.cause == cause)
      #expect(error.message == "http://127.0.0.1:\(server.port)/: \(wording)")
    }
    await server.stop()
  }

  @Test(arguments: [
    (
      "<!doctype html><title>Grafana</title>",
      "a web page (\"Grafana\") instead of Prometheus' API, check the path before /api/v1 "
        + "and whether a login is needed"
    ),
    ("up 1\n", "the answer is not understood: The given data was not valid JSON."),
    (
      "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[]}}",
      "the answer is not understood: data.resultType: a result of type \"streams\""
    ),
    (
      "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"one\"]}}",
      "the answer is not understood: data.result.[2]: \"one\" as a value"
    ),
  ])
  func whatIsNoAnswerOfTheAPIIsNamed(_ body: String, _ reason: String) async throws {
    let server = try await PageServer { Self.json(body) }
    await #expect {
      try await api(server).instant("x", at: noon)
    } throws: { error in
      (error as? RemoteError)?.message.hasPrefix("http://127.0.0.1:\(server.port)/: \(reason)")
        ?? false
    }
    await server.stop()
  }

  @Test(arguments: [
    (",\"warnings\":[\"No StoreAPIs matched for this query\"]", true),
    (",\"warnings\":[\"PromQL info: metric might not be a counter\"]", false),
    (",\"isPartial\":true", true), (",\"isPartial\":false", false), ("", false),
  ])
  func anAnswerWithoutAllDataIsPartial(_ extra: String, _ isPartial: Bool) async throws {
    let server = try await PageServer {
      Self.json(
        "{\"status\":\"success\"\(extra),\"data\":{\"resultType\":\"vector\",\"result\":[]}}"
      )
    }
    #expect(try await api(server).instant("x", at: noon).isPartial == isPartial)
    await server.stop()
  }

  /// A server that allows so many steps a question and answers 1 at each.
  private func limited(to steps: Int, _ asked: Asked) async throws -> PageServer {
    try await PageServer { head in
      let parameters = head.prefix { $0 != "\r" }.split { " ?&".contains($0) }
      func number(_ name: String) -> Int {
        parameters.first { $0.hasPrefix("\(name)=") }.flatMap { Int($0.dropFirst(name.count + 1)) }
          ?? 0
      }
      let (start, end, step) = (number("start"), number("end"), number("step"))
      asked.ranges.withLock { $0.append(start...end) }
      guard (end - start) / step + 1 <= steps else {
        return Self.json(
          "{\"status\":\"error\",\"errorType\":\"bad_data\","
            + "\"error\":\"exceeded maximum resolution of \(steps) points per timeseries\"}",
          "400 Bad Request"
        )
      }
      let points = stride(from: start, through: end, by: step).map { "[\($0),\"1\"]" }
      return Self.json(
        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
          + "{\"metric\":{\"a\":\"b\"},\"values\":[\(points.joined(separator: ","))]}]}}"
      )
    }
  }

  private final class Asked: Sendable {
    let ranges = Mutex<[ClosedRange<Int>]>([])
  }

  @Test func aRangeThatIsTooMuchIsHalved() async throws {
    let asked = Asked()
    let server = try await limited(to: 40, asked)
    let from = Timestamp(seconds: 1_700_000_000)
    let answer = try await api(server)
      .rangeInParts("x", from: from, through: from.advanced(bySeconds: 99), step: 1000)
    #expect(answer.value.count == 1)
    #expect(
      answer.value.first?.timestamps == (0..<100).map { (1_700_000_000 + $0) * 1000 }
    )
    #expect(asked.ranges.withLock { $0.count } == 7)
    await server.stop()
  }

  @Test func aServerThatAllowsNextToNothingIsNotAskedForEver() async throws {
    let asked = Asked()
    let server = try await limited(to: 2, asked)
    let from = Timestamp(seconds: 1_700_000_000)
    await #expect(throws: RemoteError.self) {
      try await api(server)
        .rangeInParts("x", from: from, through: from.advanced(bySeconds: 99), step: 1000)
    }
    #expect(asked.ranges.withLock { $0.count } == 4)
    await server.stop()
  }

  @Test(arguments: [
    ("prom:9090", "http://prom:9090/"), ("http://prom:9090/", "http://prom:9090/"),
    ("https://mimir/prometheus/", "https://mimir/prometheus"),
    ("http://vm/select/0/prometheus/api/v1", "http://vm/select/0/prometheus"),
    ("http://prom:9090/graph?g0.expr=up", "http://prom:9090/?g0.expr=up"),
    ("http://u:secret@prom/x/api/v1/query?token=t", "http://***@prom/x?token=***"),
  ])
  func anAddressIsWhatStandsBeforeTheAPI(_ text: String, _ masked: String) throws {
    #expect(try RemoteConfiguration(parsing: text).maskedURL == masked)
  }

  @Test func credentialsOfTheAddressAreSentAndNotShown() async throws {
    let heads = Mutex<[String]>([])
    let server = try await PageServer { head in
      heads.withLock { $0.append(head) }
      return Self.json("{}", "403 Forbidden")
    }
    let remote = RemoteAPI(
      try RemoteConfiguration(parsing: "http://u:p@127.0.0.1:\(server.port)/x"),
      fetcher: HTTPFetcher()
    )
    await #expect {
      try await remote.instant("x", at: noon)
    } throws: { error in
      let message = (error as? RemoteError)?.message ?? ""
      return message.hasPrefix("http://***@127.0.0.1:\(server.port)/x: answered 403")
    }
    #expect(heads.withLock { $0.first?.contains("Authorization: Basic dTpw\r\n") ?? false })
    await server.stop()
  }
}
