import Foundation
public import HTTPFetch
public import MetricsModel

/// Asks one server that speaks Prometheus' HTTP API.
public struct RemoteAPI: Sendable {
  /// Whom to ask, and how.
  public let configuration: RemoteConfiguration

  private let fetcher: HTTPFetcher

  /// The API of the server that `configuration` names.
  public init(_ configuration: RemoteConfiguration, fetcher: HTTPFetcher) {
    self.configuration = configuration
    self.fetcher = fetcher
  }

  /// The values of a query every `step` milliseconds of a closed range.
  public func range(
    _ query: String,
    from: Timestamp,
    through: Timestamp,
    step: Int64
  ) async throws(RemoteError) -> RemoteAnswer<[Series]> {
    try await series(
      "query_range",
      [
        ("query", query), ("start", Self.seconds(from.milliseconds)),
        ("end", Self.seconds(through.milliseconds)), ("step", Self.seconds(step)), timeout,
      ]
    )
  }

  /// The value of a query at one time; a query such as `x[1h]` gives samples as they were scraped.
  public func instant(
    _ query: String,
    at time: Timestamp
  ) async throws(RemoteError) -> RemoteAnswer<[Series]> {
    try await series(
      "query",
      [("query", query), ("time", Self.seconds(time.milliseconds)), timeout]
    )
  }

  /// The values of a label over a range of time; `matching` narrows the series that are looked at.
  public func values(
    ofLabel name: String,
    matching selector: String? = nil,
    in range: TimeRange
  ) async throws(RemoteError) -> RemoteAnswer<[String]> {
    try await get("label/\(name)/values", parameters(selector, range))
  }

  /// The names of the labels of the series that `selector` selects.
  public func labelNames(
    matching selector: String,
    in range: TimeRange
  ) async throws(RemoteError) -> RemoteAnswer<[String]> {
    try await get("labels", parameters(selector, range))
  }

  /// What the server calls itself: `Prometheus 2.42.0`, `Grafana Mimir 2.10`.
  ///
  /// Nil for a server that does not say, which many proxies do not.
  public func server() async -> String? {
    let build: RemoteAnswer<RemoteBuild>? = try? await get("status/buildinfo", [])
    guard let version = build?.value.version else { return nil }
    return "\(build?.value.application ?? "Prometheus API") \(version)"
  }

  private var timeout: (name: String, value: String) {
    ("timeout", Self.seconds(Int64(configuration.http.timeout.rounded() * 1000)))
  }

  private func parameters(
    _ selector: String?,
    _ range: TimeRange
  ) -> [(name: String, value: String)] {
    (selector.map { [("match[]", $0)] } ?? [])
      + [
        ("start", Self.seconds(range.from.milliseconds)),
        ("end", Self.seconds(range.through.milliseconds)),
      ]
  }

  private func series(
    _ path: String,
    _ parameters: [(name: String, value: String)]
  ) async throws(RemoteError) -> RemoteAnswer<[Series]> {
    let answer: RemoteAnswer<RemoteResult> = try await get(path, parameters)
    var result = answer.map(\.series)
    result.histograms = answer.value.histograms
    return result
  }

  /// A time in seconds as the API takes it: `1435781451.781`.
  static func seconds(_ milliseconds: Int64) -> String {
    let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    guard rest != 0 else { return "\(whole)" }
    let digits = "\(1000 + rest.magnitude)".dropFirst()
    return "\(milliseconds < 0 && whole == 0 ? "-" : "")\(whole).\(digits)"
  }
}

extension RemoteAPI {
  /// The longest path and query of a GET in bytes: proxies refuse what is much longer.
  private static let longestTarget = 2048
  /// What the API takes as a form too.
  private static let takingForms: Set = ["query", "query_range", "labels"]
  /// The statuses by which servers say that they take none.
  private static let refusingForms: Set = [405, 501]

  /// The answer to a question, which is sent as a form where it is too long for an address.
  ///
  /// As Grafana does: a server that takes no form is asked by GET after all.
  private func response(
    _ path: String,
    _ parameters: [(name: String, value: String)]
  ) async throws(HTTPFetchError) -> HTTPResponse {
    let place = configuration.address.appending(path: "/api/v1/\(path)")
    let whole = place.appending(path: "", parameters: parameters)
    if Self.takingForms.contains(path), whole.target.utf8.count > Self.longestTarget {
      let form = HTTPAddress.form(parameters)
      let answer = try await fetch(place, form: form)
      if !Self.refusingForms.contains(answer.head.status) { return answer }
    }
    return try await fetch(whole)
  }

  private func fetch(
    _ address: HTTPAddress,
    form: String? = nil
  ) async throws(HTTPFetchError) -> HTTPResponse {
    try await fetcher.fetch(
      address,
      form: form,
      accept: "application/json",
      options: configuration.http,
      takesFailures: true
    )
  }

  private func get<Payload: Decodable & Sendable>(
    _ path: String,
    _ parameters: [(name: String, value: String)]
  ) async throws(RemoteError) -> RemoteAnswer<Payload> {
    let response: HTTPResponse
    do {
      response = try await self.response(path, parameters)
    } catch {
      throw .fetch(error.about(configuration.maskedURL))
    }
    guard (200...299).contains(response.head.status) else { throw refusal(response) }
    let document: RemoteDocument<Payload>
    do {
      document = try JSONDecoder().decode(RemoteDocument.self, from: Data(response.body))
    } catch {
      if response.startsWith("<") {
        throw .notTheAPI(url: configuration.maskedURL, title: response.title)
      }
      throw .malformed(url: configuration.maskedURL, reason: Self.reason(error))
    }
    guard document.status == "success", let data = document.data else { throw refusal(response) }
    let warnings = document.warnings ?? []
    return RemoteAnswer(
      value: data,
      warnings: warnings,
      remarks: document.infos ?? [],
      isPartial: document.isPartial ?? RemoteAnswer<[String]>.tellsOfMissingData(warnings),
      seconds: response.totalSeconds
    )
  }

  /// What an answer that is no success says.
  private func refusal(_ response: HTTPResponse) -> RemoteError {
    let document = try? JSONDecoder().decode(
      RemoteDocument<RemoteNothing>.self,
      from: Data(response.body)
    )
    let isPage = response.startsWith("<")
    return .refused(
      url: configuration.maskedURL,
      RemoteRefusal(
        status: response.head.status,
        kind: document?.errorType ?? "",
        text: document?.error ?? (isPage ? response.title : response.excerpt) ?? "",
        retryAfter: response.head["retry-after"].flatMap(Double.init)
      )
    )
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case DecodingError.dataCorrupted(let context), DecodingError.typeMismatch(_, let context),
      DecodingError.keyNotFound(_, let context), DecodingError.valueNotFound(_, let context):
      let place = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
      return (place.isEmpty ? "" : place.joined(separator: ".") + ": ") + context.debugDescription
    default: return "it is no JSON"
    }
  }
}

extension HTTPResponse {
  fileprivate func startsWith(_ character: Character) -> Bool {
    body.first { $0 > 0x20 } == character.asciiValue
  }

  fileprivate var title: String? {
    guard case .html(let title) = ScrapeError.Document(body: body, contentType: "text/html") else {
      return nil
    }
    return title
  }

  /// The begin of the body in one line, control characters left out.
  fileprivate var excerpt: String? {
    let text = String(decoding: body.prefix(300), as: UTF8.self)
    let words = text.split { $0.isWhitespace }.joined(separator: " ").filter { character in
      !character.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
    return words.isEmpty ? nil : words
  }
}
