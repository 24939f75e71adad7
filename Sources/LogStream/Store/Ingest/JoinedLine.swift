/// A line that was put together of pieces.
struct JoinedLine: Sendable {
  /// The line.
  let bytes: [UInt8]
  /// Where its pieces stand; not empty.
  let stretches: [TextStretch]
}
