import Testing

@Suite struct MatchingTests {
  private let load = """
    load 1m
      errors{path="/a", code="500"} 1 2
      errors{path="/a", code="502"} 3 4
      errors{path="/b", code="500"} 5 6
      hits{path="/a", zone="x"} 10 20
      hits{path="/c", zone="y"} 30 40


    """

  @Test func manyMeetOneAndBorrowItsLabels() throws {
    try expectPasses(
      load + """
        eval instant at 1m errors / on (path) group_left (zone) hits
          {path="/a", code="500", zone="x"} 0.1
          {path="/a", code="502", zone="x"} 0.2

        eval instant at 1m hits > on (path) group_right () errors
          errors{path="/a", code="500"} 20
          errors{path="/a", code="502"} 20
        """
    )
  }

  @Test func ambiguityIsAnError() throws {
    try expectPasses(
      load + """
        eval instant at 1m errors / on (path) hits
          expect fail msg:multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)

        eval instant at 1m hits / on (path) group_left () errors
          expect fail
        """
    )
  }

  @Test func setsKeepTheLeftSide() throws {
    try expectPasses(
      load + """
        eval instant at 1m errors and on (path) hits
          errors{path="/a", code="500"} 2
          errors{path="/a", code="502"} 4

        eval instant at 1m errors unless on (path) hits
          errors{path="/b", code="500"} 6

        eval instant at 1m sum by (path) (errors) or sum by (path) (hits)
          {path="/a"} 6
          {path="/b"} 6
          {path="/c"} 40
        """
    )
  }

  @Test func onePartnerMayReplaceAnother() throws {
    try expectPasses(
      """
      load 1m
        a{v="1"} 1 stale _
        a{v="2"} _ 2 3
        b 10 10 10

      eval range from 0 to 2m step 1m b * on () a
        {} 10 20 30
      """
    )
  }
}
