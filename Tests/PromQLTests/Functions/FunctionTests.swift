import Testing

@testable import PromQL

@Suite struct FunctionTests {
  @Test func ratesAreExtrapolatedButNotBelowZero() throws {
    try expectPasses(
      """
      load 10s
        born_total _ _ 37 47 57
        old_total 100 110 120 130 5

      eval instant at 40s increase(born_total[1m])
        {} 25

      eval instant at 40s increase(old_total[40s])
        {} 33.33333333333333

      eval instant at 40s irate(old_total[40s])
        {} 0.5

      eval instant at 40s resets(old_total[1m])
        {} 1

      eval instant at 5s rate(old_total[10s])
      """
    )
  }

  @Test func remarksNameThePlace() throws {
    try expectPasses(
      """
      load 10s
        gauge 1 2 3
        h_bucket{le="1"} 3 3 3
        h_bucket{le="2"} 1 1 1
        h_bucket{le="+Inf"} 4 4 4

      eval instant at 20s rate(gauge[20s])
        expect info msg:PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "gauge" (1:6)
        {} 0.1

      eval instant at 20s histogram_quantile(2, h_bucket)
        expect warn msg:PromQL warning: quantile value should be between 0 and 1, got 2 (1:20)
        {} +Inf

      eval instant at 20s histogram_quantile(0.5, h_bucket)
        expect info regex:PromQL info: input to histogram_quantile needed to be fixed for monotonicity .* \\(1:25\\)
        {} 0.6666666666666666

      eval range from 0s to 20s step 10s sort(gauge)
        expect warn msg:PromQL warning: sort is ineffective for range queries since results are always ordered by labels (1:1)
        gauge 1 2 3
      """
    )
  }

  @Test func absenceKnowsTheLabelsThatAreFixed() throws {
    try expectPasses(
      """
      eval instant at 0 absent(m{a="1", b=~"2", c="3", c="4"})
        {a="1"} 1

      eval instant at 0 absent_over_time(m{a="1"}[5m])
        {a="1"} 1

      eval instant at 0 absent(sum(m{a="1"}))
        {} 1
      """
    )
  }

  @Test(arguments: [
    (0.0, 1970, 1, 1, 1, 4), (951_782_400, 2000, 2, 29, 60, 2),
    (1_735_603_200, 2024, 12, 31, 366, 2),
    (-1, 1969, 12, 31, 365, 3), (1_709_251_200, 2024, 3, 1, 61, 5),
    (4_107_542_400, 2100, 3, 1, 60, 1),
  ])
  func datesAreThoseOfTheCalendar(
    seconds: Double,
    year: Int,
    month: Int,
    day: Int,
    dayOfYear: Int,
    weekday: Int
  ) throws {
    let date = try #require(CivilDate(seconds: seconds))
    #expect([date.year, date.month, date.day] == [year, month, day])
    #expect([date.dayOfYear, date.weekday] == [dayOfYear, weekday])
  }

  @Test func everyFunctionIsFoundByItsName() {
    for name in ["rate", "abs", "sin", "hour", "label_join", "histogram_fraction"] {
      #expect(Function.named(name)?.name == name)
    }
    #expect(Function.named("Rate") == nil)
  }
}
