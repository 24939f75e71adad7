import Glibc
import MetricsModel
import Patterns
import PromQL

extension TemplateFunction {
  /// The functions that Prometheus adds.
  static let prometheus: [String: TemplateFunction] = [
    "query": TemplateFunction(1) { (arguments, context) throws(Mistake) in
      let expression = try arguments[0].text()
      do throws(PromQLError) {
        return .list(try context.query(expression).map { .sample($0.labels, $0.value) })
      } catch {
        throw .failed(error.message)
      }
    },
    "first": TemplateFunction(1) { (arguments, _) throws(Mistake) in
      guard let first = try arguments[0].samples().first else {
        throw .failed("first() called on vector with no elements")
      }
      return first
    },
    "label": TemplateFunction(2) { (arguments, _) throws(Mistake) in
      let name = try arguments[0].text()
      return .text(try arguments[1].sample().labels[name] ?? "")
    },
    "value": TemplateFunction(1) { (arguments, _) throws(Mistake) in
      .number(try arguments[0].sample().value)
    },
    "strvalue": TemplateFunction(1) { (arguments, _) throws(Mistake) in
      .text(try arguments[0].sample().labels["__value__"] ?? "")
    },
    "sortByLabel": TemplateFunction(2, sorted),
    "args": TemplateFunction(0, atMost: nil) { arguments, _ in
      .map(
        Dictionary(
          uniqueKeysWithValues: arguments.enumerated().map { ("arg\($0.offset)", $0.element) }
        )
      )
    },
    "match": TemplateFunction(2) { (arguments, _) throws(Mistake) in
      .bool(try pattern(arguments[0]).matches(try arguments[1].text()))
    },
    "reReplaceAll": TemplateFunction(3) { (arguments, _) throws(Mistake) in
      let pattern = try pattern(arguments[0])
      return .text(
        pattern.replacingAll(in: try arguments[2].text(), with: try arguments[1].text())
      )
    },
    "title": changing(titled),
    "toUpper": changing { $0.uppercased() },
    "toLower": changing { $0.lowercased() },
    "safeHtml": changing { $0 },
    "urlQueryEscape": changing(queryEscaped),
    "graphLink": changing { "/graph?g0.expr=\(queryEscaped($0))&g0.tab=0" },
    "tableLink": changing { "/graph?g0.expr=\(queryEscaped($0))&g0.tab=1" },
    "stripPort": changing { HostPort($0)?.host ?? $0 },
    "stripDomain": changing(withoutDomain),
    "humanize": number { .text($0.humanized) },
    "humanize1024": number { .text($0.humanizedBinary) },
    "humanizePercentage": number { .text($0.humanizedPercentage) },
    "humanizeDuration": number { .text($0.humanizedDuration) },
    "humanizeTimestamp": number { (value) throws(Mistake) in
      guard value.isFinite else { return .text(value.goDescription) }
      return .text("\(GoTime(try time(value)))")
    },
    "toTime": number { (value) throws(Mistake) in
      guard value.isFinite else { throw .failed("value is NaN or Inf") }
      return .time(try time(value))
    },
    "toDuration": number { (value) throws(Mistake) in
      guard let nanoseconds = Int64(exactly: (value * 1e9).rounded()) else {
        throw .failed("\(value.goDescription) is too long for a duration")
      }
      return .duration(nanoseconds)
    },
    "parseDuration": TemplateFunction(1) { (arguments, _) throws(Mistake) in
      let text = try arguments[0].text()
      let sign = text.hasPrefix("-") ? -1.0 : 1
      let length = sign < 0 ? String(text.dropFirst()) : text
      guard let milliseconds = PromQL.milliseconds(ofDuration: length) else {
        throw .failed("not a valid duration string: \(text)")
      }
      return .number(sign * Double(milliseconds) / 1000)
    },
    "now": TemplateFunction(0) { _, context in .number(context.now.seconds) },
    "externalURL": TemplateFunction(0) { _, context in .text(context.externalURL) },
    "pathPrefix": TemplateFunction(0) { _, context in
      let rest = context.externalURL.split(separator: "//", maxSplits: 1).last ?? ""
      return .text(rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "")
    },
  ]

  private static func changing(
    _ body: @escaping @Sendable (String) -> String
  ) -> TemplateFunction {
    TemplateFunction(1) { (arguments, _) throws(Mistake) in .text(body(try arguments[0].text())) }
  }

  private static func number(
    _ body: @escaping @Sendable (Double) throws(Mistake) -> TemplateValue
  ) -> TemplateFunction {
    TemplateFunction(1) { (arguments, _) throws(Mistake) in try body(try arguments[0].double()) }
  }

  private static func pattern(_ value: TemplateValue) throws(Mistake) -> Pattern {
    let source = try value.text()
    do throws(PatternError) {
      return try Pattern(source, dialect: .re2)
    } catch {
      throw .failed(error.description)
    }
  }

  private static let sorted: Body = { (arguments, _) throws(Mistake) in
    let name = try arguments[0].text()
    let samples = try arguments[1].samples()
    func key(_ value: TemplateValue) -> String {
      if case .sample(let labels, _) = value { labels[name] ?? "" } else { "" }
    }
    let order = samples.indices.sorted { (key(samples[$0]), $0) < (key(samples[$1]), $1) }
    return .list(order.map { samples[$0] })
  }

  private static func time(_ seconds: Double) throws(Mistake) -> Timestamp {
    let nanoseconds = seconds * 1e9
    guard nanoseconds < 0x1p63, nanoseconds >= -0x1p63 else {
      throw .failed(
        "\(seconds.goDescription) cannot be represented as a nanoseconds timestamp since it "
          + "overflows int64"
      )
    }
    return Timestamp(milliseconds: Int64((nanoseconds / 1e6).rounded(.down)))
  }

  /// Every word with its first letter in upper case, as Go's `strings.Title`.
  private static let titled: @Sendable (String) -> String = { text in
    var result = ""
    var isInWord = false
    for character in text {
      result += isInWord ? String(character) : character.uppercased()
      isInWord =
        character.isLetter || character.isNumber || character == "_"
        || (!character.isASCII && !character.isWhitespace)
    }
    return result
  }

  private static let withoutDomain: @Sendable (String) -> String = { text in
    let parts = HostPort(text)
    let host = parts?.host ?? text
    var address = in6_addr()
    if inet_pton(AF_INET, host, &address) == 1 || inet_pton(AF_INET6, host, &address) == 1 {
      return text
    }
    let name = String(host.prefix { $0 != "." })
    guard let port = parts?.port, !port.isEmpty else { return name }
    return name.contains(":") ? "[\(name)]:\(port)" : "\(name):\(port)"
  }
}

extension TemplateValue {
  /// The samples of a query's result.
  fileprivate func samples() throws(TemplateFunction.Mistake) -> [TemplateValue] {
    guard case .list(let values) = self else {
      throw .wrongType(expected: "template.queryResult", found: typeName)
    }
    return values
  }

  fileprivate func sample() throws(TemplateFunction.Mistake) -> (labels: Labels, value: Double) {
    guard case .sample(let labels, let value) = self else {
      throw .wrongType(expected: "*template.sample", found: typeName)
    }
    return (labels, value)
  }
}

/// `host:port` or `[host]:port`, as Go's `net.SplitHostPort` takes it apart.
private struct HostPort {
  let host: String
  let port: String

  init?(_ text: String) {
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]"), case let rest = text[text.index(after: end)...],
        rest.hasPrefix(":"), !rest.dropFirst().contains(":")
      else { return nil }
      host = String(text[text.index(after: text.startIndex)..<end])
      port = String(rest.dropFirst())
    } else {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2 else { return nil }
      (host, port) = (String(parts[0]), String(parts[1]))
    }
  }
}
