import HTTPFetch
import SeriesStore

extension ScrapeError: CustomStringConvertible {
  /// One sentence: what, where, and what to do about it.
  public var message: String {
    switch self {
    case .fetch(let error): error.message
    case .notMetrics(let url, let document): "\(url): \(document.wording)"
    case .refused(let url, let refusal) where refusal.isAboutRules:
      "\(url): the page is refused, \(refusal)"
    case .refused(let url, let refusal): "\(url): the page is no valid exposition, \(refusal)"
    case .tooManyTargets(let excess):
      "not scraped, its job has \(excess.count) targets after relabelling, "
        + "target_limit is \(excess.limit)"
    case .target(_, .empty): "a target is missing: write :8080, host:9100/metrics or https://…"
    case .target(_, .url(let error)):
      "\(error.message) (write :8080, host:9100/metrics or https://…)"
    }
  }

  /// The message.
  public var description: String { message }
}

extension ScrapeError.Document {
  var wording: String {
    switch self {
    case .html(let title?): "a web page (\"\(title)\") instead of metrics, check the path"
    case .html(nil): "a web page instead of metrics, check the path"
    case .json: "JSON instead of metrics, check the path"
    case .binary: "binary data instead of metrics, check the path"
    case .empty: "an empty answer instead of metrics"
    }
  }

  /// What a body is when it is no page of metrics; nil where it may be one.
  init?(body: [UInt8], contentType: String?) {
    guard let first = body.first(where: { $0 > 0x20 }) else {
      // A page without any metric is a valid one where the server calls it so.
      if contentType?.hasPrefix("text/plain") ?? false { return nil }
      self = .empty
      return
    }
    switch first {
    case UInt8(ascii: "<"): self = .html(title: Self.title(body))
    case UInt8(ascii: "["): self = .json
    case UInt8(ascii: "{") where contentType?.contains("json") ?? false: self = .json
    case 0x1f, 0x7f, 0x80...: self = .binary
    default: return nil
    }
  }

  /// The text between `<title>` and the next tag, in one line.
  private static func title(_ body: [UInt8]) -> String? {
    let head = String(decoding: body.prefix(4096), as: UTF8.self)
    let parts = head.split(separator: "<", omittingEmptySubsequences: true)
    guard let part = parts.first(where: { $0.lowercased().hasPrefix("title") }),
      let close = part.firstIndex(of: ">")
    else { return nil }
    let words = part[part.index(after: close)...].split { $0.isWhitespace }
    let title = words.joined(separator: " ").filter { character in
      !character.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
    return title.isEmpty ? nil : String(title.prefix(60))
  }
}
