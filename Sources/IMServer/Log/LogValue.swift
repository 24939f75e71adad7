public import Logging

/// What a field of a log line holds, with its type kept.
public indirect enum LogValue: Equatable, Sendable, CustomStringConvertible {
  /// Any text.
  case text(String)
  /// A whole number.
  case integer(Int64)
  /// Any other number.
  case decimal(Double)
  /// True or false.
  case boolean(Bool)
  /// A duration in nanoseconds, which every format writes in its own unit.
  case latency(nanoseconds: Int64)
  /// Several values.
  case list([LogValue])
  /// Named values, by name.
  case fields([LogField])

  /// The value of a metadata entry: numbers stay numbers, the rest is text.
  public init(_ value: Logger.MetadataValue) {
    switch value {
    case .string(let text): self = .text(text)
    case .stringConvertible(let value as LogValue): self = value
    case .stringConvertible(let value as Bool): self = .boolean(value)
    case .stringConvertible(let value):
      if let number = value as? any BinaryInteger {
        self = .integer(Int64(clamping: number))
      } else if let number = value as? any BinaryFloatingPoint {
        self = .decimal(Double(number))
      } else {
        self = .text(value.description)
      }
    case .array(let values): self = .list(values.map(LogValue.init))
    case .dictionary(let values):
      self = .fields(
        values.sorted { $0.key < $1.key }.map { LogField($0.key, LogValue($0.value)) }
      )
    }
  }

  /// The value as people read it.
  public var description: String {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .decimal(let number): "\(number)"
    case .boolean(let value): value ? "true" : "false"
    case .latency(let nanoseconds): GoDuration.text(nanoseconds: nanoseconds)
    case .list(let values): "[" + values.map(\.description).joined(separator: " ") + "]"
    case .fields(let fields):
      "map[" + fields.map { "\($0.name):\($0.value)" }.joined(separator: " ") + "]"
    }
  }
}
