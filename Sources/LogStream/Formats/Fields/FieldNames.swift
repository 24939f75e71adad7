/// The names under which servers log what the program knows, and the slot that each one fills.
struct FieldNames: Sendable {
  /// What a name means; small and trivial, for it is looked at once a field.
  struct Row: Sendable {
    /// The slot that its value fills.
    var slot: FieldSlot
    /// How well the name fits; 0 is best.
    var rank: UInt8
    /// The unit of a latency where the name tells it.
    var unit: LatencyUnit?
  }

  /// The rows; a row's number is its index plus one.
  private let rows: [Row]
  private let spellings: [String]
  private let table: WordTable

  /// The known names, and before them those of a configuration.
  init(configured: [String: FieldSlot] = [:]) {
    let own = configured.sorted { $0.key < $1.key }.map { name, slot in
      (name: name.lowercased(), row: Row(slot: slot, rank: 0, unit: nil))
    }
    let all = own + Self.known
    self.rows = all.map(\.row)
    self.spellings = all.map(\.name)
    self.table = WordTable(
      all.enumerated().map { (word: $1.name, value: UInt16(truncatingIfNeeded: $0 + 1)) }
    )
  }

  /// The number of the row for the name at `start`, 0 where the name is unknown.
  @inline(__always)
  func number(_ line: Span<UInt8>, at start: Int, count: Int) -> UInt16 {
    table.value(line, at: start, count: count)
  }

  /// The row of a number.
  @inline(__always)
  subscript(number: UInt16) -> Row { rows[Int(number) &- 1] }

  /// The name of a number, in lower case.
  func name(_ number: UInt16) -> String {
    spellings.indices.contains(Int(number) - 1) ? spellings[Int(number) - 1] : ""
  }

  /// The number of nginx' `$request_time`, which is in seconds.
  var requestTime: UInt16 { number("request_time") }

  /// The number of a name.
  func number(_ name: StaticString) -> UInt16 {
    name.withUTF8Buffer { table.value($0.span, at: 0, count: $0.count) }
  }

  /// How many rows there are.
  var count: Int { rows.count }

  /// The slots and their names: the best ones first, each further list one rank lower.
  private static let known: [(name: String, row: Row)] = named.flatMap { slot, ranks in
    ranks.enumerated().flatMap { rank, names in
      names.split(separator: " ").map { name in
        let unit = slot == .latency ? LatencyUnit(fieldName: String(name)) : nil
        let row = Row(slot: slot, rank: UInt8(truncatingIfNeeded: rank), unit: unit)
        return (name: String(name), row: row)
      }
    }
  }

  private static let named: [(FieldSlot, [String])] = [
    (
      .time,
      [
        "time timestamp ts @timestamp @t eventtime time_iso8601 t.$date",
        "datetime date asctime time_local timemillis written_at t msec",
      ]
    ),
    (
      .level,
      [
        "fields.level",
        "level severity lvl log.level loglevel log_level levelname severity_text @l",
        "syslog_severity severitytext",
        "s",
      ]
    ),
    (.syslogLevel, ["priority"]),
    (.journalTime, ["__realtime_timestamp"]),
    (
      .message,
      ["msg message @m short_message renderedmessage", "body text @mt messagetemplate"]
    ),
    (.wrapped, ["log"]),
    (.stream, ["stream", "_stream_id", "_pid", "_systemd_unit syslog_identifier"]),
    (
      .address,
      [
        "client_ip clientip client.ip client.address httprequest.remoteip real_ip x-real-ip x_real_ip "
          + "http_x_real_ip client_addr clienthost",
        "x-forwarded-for x_forwarded_for http_x_forwarded_for xff forwarded_for",
        "remote_ip remoteip ip_address remote_addr remoteaddr remote_address remoteaddress source.ip "
          + "source.address source_ip src_ip srcip ip peername peer_addr",
        "peer remote network.client.ip downstream_remote_address clientaddr",
        "addr address",
      ]
    ),
    (.client, ["client"]),
    (
      .method,
      [
        "method http_method request_method http.method http.request.method request.method "
          + "req.method verb requestmethod httprequest.requestmethod :method"
      ]
    ),
    (
      .path,
      [
        "path url.path http.path request_path uri.path requestpath httprequest.requesturl :path",
        "x-envoy-origin-path uri request_uri url http.target url.original http.url request.uri "
          + "req.url request.url req.path",
        "endpoint route",
      ]
    ),
    (.requestLine, ["request request_line"]),
    (
      .status,
      [
        "status httprequest.status",
        "status_code statuscode http.status http.status_code http_status response.status "
          + "response.status_code http.response.status_code res.statuscode sc-status "
          + "response_code response_status downstreamstatus",
      ]
    ),
    (
      .latency,
      [
        "latency_human",
        "latency latency_ms latency_us latency_ns latency_s latency_seconds latencyms "
          + "httprequest.latency",
        "duration duration_ms duration_us duration_ns duration_s duration_seconds durationms "
          + "elapsed elapsed_ms elapsedms elapsedmilliseconds properties.elapsed elapsed_time took took_ms response_time response_time_ms "
          + "responsetime request_time request_duration request_duration_ms event.duration "
          + "time_taken time_ms dur cost lifetime",
        "upstream_response_time",
      ]
    ),
    (
      .agent,
      [
        "user_agent useragent user-agent http_user_agent user_agent.original http.user_agent "
          + "http.useragent request_user-agent httprequest.useragent",
        "ua agent",
      ]
    ),
    (
      .trace,
      [
        "trace_id traceid trace.id trace-id trace x-trace-id otel.trace_id otel.traceid "
          + "dd.trace_id x-b3-traceid x_b3_traceid b3.traceid @tr sentry.trace_id",
        "",
        "request_id requestid req_id reqid x-request-id correlation_id correlationid",
      ]
    ),
    (
      .traceContext,
      [
        "traceparent http_traceparent b3 uber-trace-id x-cloud-trace-context "
          + "logging.googleapis.com/trace"
      ]
    ),
    (
      .span,
      [
        "span_id spanid span.id span-id x-span-id otel.span_id otel.spanid dd.span_id x-b3-spanid "
          + "x_b3_spanid b3.spanid @sp logging.googleapis.com/spanid",
        "span",
      ]
    ),
    (
      .parentSpan,
      [
        "parent_span_id parentspanid parent_spanid parent-span-id parentspan.id parent.id "
          + "parent_span.id span.parent_id x-b3-parentspanid x_b3_parentspanid otel.parent_span_id "
          + "dd.parent_id",
        "parent_span parentspan parent_id parentid parent span.parent",
      ]
    ),
    (
      .instance,
      [
        "instance instance_id instanceid service.instance.id pod pod_name podname pod.name "
          + "kubernetes.pod_name kubernetes.pod.name k8s.pod.name",
        "hostname host.name host.hostname _hostname",
      ]
    ),
    (
      .connection,
      [
        "conn_id connid conn.id connection.id connection_id connectionid ws_id socket_id",
        "conn cid channel_id client_id clientid",
        "connection",
      ]
    ),
    (
      .user,
      [
        "user_id userid uid user.id usr.id", "user jid account requester",
        "username user_name user.name",
      ]
    ),
    (.event, ["event event_type eventtype event_name event.action event.name evt", "action"]),
    (
      .reason,
      ["reason close_reason closereason disconnect_reason disconnectreason close_text", "cause"]
    ),
    (
      .error,
      [
        "error err error.message error_message errormessage",
        "exception exception.message err.message @x",
      ]
    ),
    (.closeCode, ["close_code closecode ws_close_code"]),
    (.code, ["code"]),
    (.answerTime, ["upstream_header_time uht"]),
    (.upstreamStatus, ["upstream_status originstatus"]),
    (.responseFlags, ["response_flags responseflags"]),
    (.upgrade, ["upgrade http_upgrade headers.upgrade"]),
    (
      .group,
      [
        "http response req res resp attributes attrs fields context ctx data labels access meta "
          + "extra params headers properties payload"
      ]
    ),
  ]
}
