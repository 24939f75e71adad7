import MetricsModel

/// An access line of a gin service; `second` counts from an arbitrary beginning.
func access(
  _ second: Int,
  _ path: String,
  _ status: Int,
  address: String = "10.0.0.1",
  latency: Int = 5,
  trace: String = "",
  message: String = ""
) -> String {
  let level = status >= 500 ? "error" : "info"
  return #"{"time":"\#(clock(second))","level":"\#(level)","msg":"\#(message)","#
    + #""client_ip":"\#(address)","method":"GET","path":"\#(path)","status":\#(status),"#
    + #""latency":\#(latency),"user_agent":"okhttp/4.11.0","trace_id":"\#(trace)"}"# + "\n"
}

/// A line about a connection's life.
func connection(
  _ second: Int,
  _ event: String,
  _ id: String,
  address: String = "10.0.0.1",
  reason: String = "",
  life: Int? = nil
) -> String {
  let extra =
    (reason.isEmpty ? "" : #","reason":"\#(reason)""#)
    + (life.map { #","latency":\#($0 * 1_000)"# } ?? "")
  return #"{"time":"\#(clock(second))","level":"info","msg":"ws \#(event)","event":"\#(event)","#
    + #""conn_id":"\#(id)","client_ip":"\#(address)"\#(extra)}"# + "\n"
}

/// A line of the application itself.
func message(_ second: Int, _ level: String, _ text: String, trace: String = "") -> String {
  #"{"time":"\#(clock(second))","level":"\#(level)","msg":"\#(text)","trace_id":"\#(trace)"}"#
    + "\n"
}

/// 2026-11-23T06:00:00Z plus so many seconds.
let beginning = Timestamp(seconds: 1_795_413_600)

/// The time of a second of the tests' logs.
func clock(_ second: Int) -> String {
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  return "2026-11-23T\(two(6 + second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
}

/// The point of time of a second of the tests' logs.
func time(_ second: Double) -> Timestamp { beginning.advanced(bySeconds: second) }
