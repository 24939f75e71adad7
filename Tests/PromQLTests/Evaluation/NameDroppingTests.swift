import Testing

@Suite struct NameDroppingTests {
  private let load = """
    load 1m
      up_total{i="1"} 0 60 120
      down_total{i="1"} 60 120 180


    """

  @Test func namesGoAtTheEnd() throws {
    try expectPasses(
      load + """
        eval instant at 2m rate(up_total[2m])
          {i="1"} 1

        eval instant at 2m last_over_time(up_total[2m])
          up_total{i="1"} 120

        eval instant at 2m up_total <= down_total
          up_total{i="1"} 120

        eval instant at 2m up_total <= bool down_total
          {i="1"} 1

        eval instant at 2m rate(up_total[2m]) <= rate(down_total[2m])
          {i="1"} 1

        eval instant at 2m up_total > 100
          up_total{i="1"} 120

        eval instant at 2m topk(1, rate(up_total[2m]))
          {i="1"} 1
        """
    )
  }

  @Test func namesCanBeUsedUntilThen() throws {
    try expectPasses(
      load + """
        eval instant at 2m label_replace(rate({i="1"}[2m]), "n", "$1", "__name__", "(.*)_total")
          {i="1", n="up"} 1
          {i="1", n="down"} 1

        eval instant at 2m label_replace(rate({i="1"}[2m]), "__name__", "r:$1", "__name__", "(.*)")
          {__name__="r:up_total", i="1"} 1
          {__name__="r:down_total", i="1"} 1

        eval instant at 2m sum by (__name__) ({i="1"})
          up_total 120
          down_total 180
        """
    )
  }

  @Test func equalLabelsWithoutNamesAreAnError() throws {
    try expectPasses(
      load + """
        eval instant at 2m rate({i="1"}[2m])
          expect fail msg:vector cannot contain metrics with the same labelset

        eval instant at 2m sum by (__name__) (rate({i="1"}[2m]))
          expect fail
        """
    )
  }

  @Test func seriesThatTakeTurnsBecomeOne() throws {
    try expectPasses(
      """
      load 6m
        m{i="1"} 2 _
        m{i="2"} _ 4

      eval range from 0 to 6m step 6m label_replace(m, "i", "x", "i", ".*")
        m{i="x"} 2 4
      """
    )
  }
}
