import MetricsModel

extension Value {
  /// The samples of a vector; a scalar is one sample without labels, a text and windows have none.
  public var samples: [VectorSample] {
    switch self {
    case .vector(let samples): samples
    case .scalar(let value, let time):
      [VectorSample(labels: .empty, timestamp: time, value: value)]
    case .string, .matrix: []
    }
  }
}
