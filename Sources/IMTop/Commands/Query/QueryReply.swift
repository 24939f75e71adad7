import MetricsClient
import MetricsModel
import PromQL

/// The answer to a query, and what a reader of it must know.
struct QueryReply {
  var value: Value
  var remarks: [QueryRemark] = []
}

extension RemoteAnswer {
  /// What a reader of the answer must know: the server's own words first.
  var complaints: [String] {
    var texts = warnings.map { "it warns: \($0)" } + remarks.map { "it remarks: \($0)" }
    if isPartial { texts.append("the answer lacks a part of the data") }
    if histograms > 0 { texts.append("left out are \(histograms) series of native histograms") }
    return texts
  }
}

extension Value {
  /// Whether no series came.
  var isEmpty: Bool {
    switch self {
    case .scalar, .string: false
    case .vector(let samples): samples.isEmpty
    case .matrix(let series): series.isEmpty
    }
  }

  /// What a server answered to an expression of a type, of which its series are all that is left.
  init(answered series: [Series], as type: ValueType) {
    switch (type, series.first?.newest) {
    case (.rangeVector, _): self = .matrix(series)
    case (.scalar, let number?): self = .scalar(number.value, number.timestamp)
    default: self = .vector(series.compactMap(\.newest))
    }
  }
}

extension Series {
  /// The newest sample; nil where there is none.
  fileprivate var newest: VectorSample? {
    guard let time = timestamps.last, let value = values.last else { return nil }
    return VectorSample(labels: labels, timestamp: Timestamp(milliseconds: time), value: value)
  }
}
