import Charts
import Foundation
import LogModel
import LogStream
import MetricsModel

/// How records of a log were read, for `imtop check`.
enum SampleText {
  /// Longer texts are cut off.
  private static let longest = 160

  /// A line for the record that was understood: `read as time=… level=warn status=502 …`.
  static func understood(_ samples: LogSamples) -> [String] {
    samples.understood.map { ["read as " + fields($0)] } ?? []
  }

  /// A line for each record that was not.
  static func unknown(_ samples: LogSamples) -> [String] {
    samples.unknown.map { "such as " + cut($0.text) }
  }

  /// The vocabulary's fields that a record has.
  private static func fields(_ record: LogRecord) -> String {
    let event = record.event == .none ? nil : "\(record.event)"
    let texts: [(FilterField, String?)] = [
      (.level, record.level == .unknown ? nil : record.level.name),
      (.status, record.status.map(String.init)), (.method, record.method), (.path, record.path),
      (.latency, record.latency.map { Unit.seconds.format($0) }), (.clientIP, record.address),
      (.userAgent, record.agent), (.trace, record.trace), (.span, record.span),
      (.parentSpan, record.parentSpan), (.connection, record.connection),
      (.user, record.user), (.event, event), (.reason, record.closeReason),
      (.instance, record.instance), (.message, record.message),
    ]
    let parts = texts.compactMap { field, text in
      text.flatMap { $0.isEmpty ? nil : "\(field.rawValue)=\(cut($0))" }
    }
    return (["time=\(time(record))"] + parts).joined(separator: " ")
  }

  private static func time(_ record: LogRecord) -> String {
    record.time.text()
  }

  private static func cut(_ text: String) -> String {
    let line = text.prefix { !$0.isNewline }
    return line.count > longest ? line.prefix(longest) + "…" : String(line)
  }
}
