import Testing

@Suite struct TimeShiftTests {
  private let load = """
    load 10s
      m 0+1x100


    """

  @Test func offsetsAndAnchorsMoveTheLook() throws {
    try expectPasses(
      load + """
        eval instant at 100s m offset 50s
          m 5

        eval instant at 100s m offset -50s
          m 15

        eval instant at 100s m @ 20
          m 2

        eval instant at 100s m @ 20 offset -10s
          m 3

        eval range from 100s to 200s step 50s m - m @ start()
          {} 0 5 10

        eval range from 100s to 200s step 50s m - m @ end()
          {} -10 -5 0

        eval range from 100s to 200s step 50s sum_over_time(m[20s] @ 50)
          {} 9 9 9
        """
    )
  }

  @Test func timestampIsThatOfTheSample() throws {
    try expectPasses(
      load + """
        eval instant at 15s timestamp(m)
          {} 10

        eval instant at 15s timestamp(m @ 99)
          {} 90

        eval instant at 15s timestamp(timestamp(m))
          {} 15

        eval instant at 15s timestamp(m + 1)
          {} 15
        """
    )
  }

  @Test func subqueriesStepOnMultiples() throws {
    try expectPasses(
      load + """
        eval instant at 107s m[30s:10s]
          expect range vector from 80s to 100s step 10s
          m 8 9 10

        eval instant at 107s count_over_time(m[30s:7s])
          {} 4

        eval instant at 100s m[30s:10s] offset 5s
          expect range vector from 70s to 90s step 10s
          m 7 8 9

        eval instant at 1000s sum_over_time(m[3m:])
          {} 270

        eval instant at 100s sum_over_time(sum_over_time(m[20s:10s])[20s:10s] @ 50)
          {} 16

        eval range from 100s to 120s step 10s max_over_time(rate(m[20s])[30s:10s])
          {} 0.1 0.1 0.1
        """
    )
  }
}
