public import Logging

/// swift-log's way into the gateway's log: turns an event into an entry and leaves it with the writer,
/// which never keeps the caller waiting.
public struct GatewayLogHandler: LogHandler {
  /// How grave an event must be to be written.
  public var logLevel: Logger.Level
  /// Fields of every line of this logger.
  public var metadata: Logger.Metadata = [:]
  /// Who knows more fields at the moment of an event.
  public var metadataProvider: Logger.MetadataProvider?
  private let writer: LogWriter

  /// A handler that lets through what is at least as grave as `severity`.
  public init(_ writer: LogWriter, severity: LogSeverity = .info) {
    self.writer = writer
    logLevel = severity.level
  }

  /// One of the fields of every line.
  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  /// Leaves the event with the writer.
  public func log(event: LogEvent) {
    var all = metadata
    if let provider = metadataProvider { all.merge(provider.get()) { $1 } }
    if let own = event.metadata { all.merge(own) { $1 } }
    if let error = event.error, all["error"] == nil { all["error"] = "\(error)" }
    writer.write(
      LogEntry(
        time: writer.clock(),
        severity: LogSeverity(event.level),
        message: event.message.description,
        caller: "\(event.file):\(event.line)",
        function: event.function,
        fields: LogFieldOrder.sorted(all)
      )
    )
  }
}
