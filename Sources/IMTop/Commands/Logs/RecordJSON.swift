import Charts
import Foundation
import LogModel
import MetricsModel

/// A record as one line of JSON, with the vocabulary's names whatever the log calls its fields.
///
/// `time` is RFC 3339 in UTC, `latency` seconds; what the record does not have is left out. Fields of
/// the log's own stand under `fields`, by their own names, the lines behind a record's first one under `stack`.
enum RecordJSON {
  /// The line; where `names` are given, it has only these, and `grown` where the record stands in a line
  /// before it and has got more lines since.
  static func text(_ record: LogRecord, names: [String]?, isGrown: Bool = false) -> String {
    var object: [String: Any] = isGrown ? ["grown": true] : [:]
    if let names {
      for name in names { object[name] = value(named: name, record) }
    } else {
      for field in FilterField.allCases { object[field.rawValue] = value(of: field, record) }
      // What the vocabulary says already is left out.
      let own = record.fields.filter {
        FilterField(named: $0.name).map { value(of: $0, record) == nil } ?? true
      }
      if !own.isEmpty {
        object["fields"] = Dictionary(own.map { ($0.name, $0.value) }) { _, last in last }
      }
      object["stack"] = record.stack
    }
    return JSONLine.text(object)
  }

  private static func value(named name: String, _ record: LogRecord) -> Any? {
    FilterField(named: name).map { value(of: $0, record) } ?? record.value(named: name)
  }

  private static func value(of field: FilterField, _ record: LogRecord) -> Any? {
    switch field {
    case .status: record.status
    case .latency: record.latency
    default: record.value(named: field.rawValue)
    }
  }
}

/// JSON on one line, in which nothing can harm a terminal.
enum JSONLine {
  /// The text of an object, its keys in order.
  static func text(_ object: Any) -> String {
    guard
      let data = try? JSONSerialization.data(
        withJSONObject: object,
        options: [.sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed]
      )
    else { return "{}" }
    var result = ""
    for scalar in String(decoding: data, as: UTF8.self).unicodeScalars {
      if scalar.isHarmful {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Unicode.Scalar {
  /// Whether a terminal might act on it: a control character or one that turns the order of text.
  fileprivate var isHarmful: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}

extension LogRecord {
  /// A field's value as text; nil where the record does not have it.
  func value(named name: String) -> String? {
    guard let field = FilterField(named: name) else {
      return fields.last { $0.name.lowercased() == name.lowercased() }?.value
    }
    switch field {
    case .time: return time.text()
    case .level: return level == .unknown ? nil : level.name
    case .message: return message.isEmpty ? nil : message
    case .clientIP: return address
    case .method: return method
    case .path: return path
    case .status: return status.map { "\($0)" }
    case .latency: return latency.map { "\($0)" }
    case .userAgent: return agent
    case .trace: return trace
    case .span: return span
    case .parentSpan: return parentSpan
    case .connection: return connection
    case .user: return user
    case .event: return event == .none ? nil : event.name
    case .reason: return closeReason
    case .source: return source
    case .instance: return instance
    }
  }
}
