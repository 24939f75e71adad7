import Testing

@Suite struct StalenessTests {
  @Test func aMarkerEndsTheSeries() throws {
    try expectPasses(
      """
      load 10s
        m 0 1 stale 2

      eval instant at 10s m
        m 1

      eval instant at 20s m

      eval instant at 30s m
        m 2

      eval instant at 30s count_over_time(m[1m])
        {} 3

      eval range from 0 to 40s step 10s m
        m 0 1 _ 2 2
      """
    )
  }

  @Test func lookbackIsOpenOnTheLeft() throws {
    try expectPasses(
      """
      load 10s
        m 7

      eval instant at 299s m
        m 7

      eval instant at 300s m

      eval instant at 299999ms m
        m 7
      """
    )
  }

  @Test func windowsAreOpenOnTheLeft() throws {
    try expectPasses(
      """
      load 10s
        m 1 2 3 4

      eval instant at 30s sum_over_time(m[10s])
        {} 4

      eval instant at 30s sum_over_time(m[20s])
        {} 7

      eval instant at 30s m[20s]
        expect range vector from 20s to 30s step 10s
        m 3 4
      """
    )
  }
}
