/// A command of the test language of Prometheus.
enum ScriptCommand {
  case clear
  /// Series with a sample each `step` milliseconds from 0 on.
  case load(step: Int64, lines: [String], asNative: Bool)
  case evaluate(ScriptEvaluation)
}

/// A query and what it must give.
struct ScriptEvaluation {
  /// When it is evaluated, in milliseconds.
  enum Time {
    case instant(Int64)
    case range(from: Int64, through: Int64, step: Int64)
  }

  var line: Int
  var time: Time
  var query: String
  /// The lines `expect ...`, without that word.
  var expectations: [String]
  var results: [String]

  var mustFail: Bool { expectations.contains { $0.hasPrefix("fail") } }
  var isOrdered: Bool { expectations.contains("ordered") }
}
