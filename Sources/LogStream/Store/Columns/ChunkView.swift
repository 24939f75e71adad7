/// A chunk as one snapshot sees it: a frozen number of rows with the bounds of their values.
struct ChunkView: Sendable {
  /// The chunk.
  var chunk: LogChunk
  /// How many rows belong to the snapshot.
  var count: Int
  /// The bounds; those of a chunk that is still filled may be wider than its rows.
  var summary: ChunkSummary
}
