import NIOConcurrencyHelpers

extension GatewayCore {
  /// Everything that the gateway counts, as one page.
  var metrics: MetricsPage {
    let registry = registry.figures
    let messages = messages.figures
    let log = logWriter.figures
    var families = [
      MetricFamily(
        "im_build_info",
        .gauge,
        "Always 1; the version is in the label.",
        [.init(labels: [.init("version", configuration.version)], value: 1)]
      ),
      MetricFamily(
        "im_ws_connections",
        .gauge,
        "WebSocket connections open now.",
        value: Double(registry.alive)
      ),
      MetricFamily(
        "im_ws_connection_states",
        .gauge,
        "WebSocket connections by the state of their life.",
        ConnectionPhase.allCases.map { phase in
          .init(
            labels: [.init("state", phase.rawValue)],
            value: Double(registry.phases[phase, default: 0])
          )
        }
      ),
      MetricFamily(
        "im_ws_opened",
        .counter,
        "WebSocket connections opened.",
        value: Double(registry.opened)
      ),
      MetricFamily(
        "im_ws_closed",
        .counter,
        "WebSocket connections ended, by reason.",
        CloseReason.allCases.map { reason in
          .init(
            labels: [.init("reason", reason.rawValue)],
            value: Double(registry.closed[reason, default: 0])
          )
        }
      ),
      MetricFamily(
        "im_heartbeat_timeouts",
        .counter,
        "Connections given up because of missed beats.",
        value: Double(registry.heartbeatTimeouts)
      ),
      MetricFamily(
        "im_messages",
        .counter,
        "Messages taken from clients (in) and handed to them (out).",
        [
          .init(labels: [.init("direction", "in")], value: Double(messages.received)),
          .init(labels: [.init("direction", "out")], value: Double(messages.sent)),
        ]
      ),
      MetricFamily(
        "im_messages_waiting",
        .gauge,
        "Messages that wait for their readers' sockets.",
        value: Double(messages.waiting)
      ),
      MetricFamily(
        "im_messages_dropped",
        .counter,
        "Messages that their readers were gone for.",
        value: Double(messages.dropped)
      ),
      MetricFamily(
        "im_hub_queue_length",
        .gauge,
        "Messages that wait for the hub.",
        value: Double(rooms.waiting)
      ),
      MetricFamily(
        "im_clients_refused",
        .counter,
        "Clients closed at once because there were too many.",
        value: Double(refusedClients.withLockedValue { $0 })
      ),
      MetricFamily(
        "im_log_dropped_lines",
        .counter,
        "Log lines lost because the file could not keep up.",
        value: Double(log.dropped)
      ),
    ]
    families.append(
      MetricFamily(
        "im_backend_call_duration_seconds",
        .histogram,
        "How long the message store took to answer, failures included.",
        store.durations.sorted { $0.key < $1.key }.flatMap { call, histogram in
          histogram.samples([.init("backend", "message_store"), .init("call", call)])
        }
      )
    )
    families += requests.families
    families += processFamilies
    return MetricsPage(families.sorted { $0.printedName < $1.printedName })
  }

  private var processFamilies: [MetricFamily] {
    let process = ProcessFigures.current()
    // Names and words are those of Go's client library.
    let rows: [(String, MetricFamily.Kind, String, Double?)] = [
      (
        "process_cpu_seconds", .counter, "Total user and system CPU time spent in seconds.",
        process.cpuSeconds
      ),
      (
        "process_open_fds", .gauge, "Number of open file descriptors.",
        process.openDescriptors.map { Double($0) }
      ),
      (
        "process_max_fds", .gauge, "Maximum number of open file descriptors.",
        process.maxDescriptors.map { Double($0) }
      ),
      (
        "process_resident_memory_bytes", .gauge, "Resident memory size in bytes.",
        process.residentBytes.map { Double($0) }
      ),
      (
        "process_virtual_memory_bytes", .gauge, "Virtual memory size in bytes.",
        process.virtualBytes.map { Double($0) }
      ),
      (
        "process_virtual_memory_max_bytes", .gauge,
        "Maximum amount of virtual memory available in bytes.",
        process.maxVirtualBytes.map { Double($0) }
      ),
      (
        "process_start_time_seconds", .gauge,
        "Start time of the process since unix epoch in seconds.",
        Double(started.milliseconds) / 1000
      ),
    ]
    return rows.compactMap { name, kind, help, value in
      value.map { MetricFamily(name, kind, help, value: $0) }
    }
  }
}
