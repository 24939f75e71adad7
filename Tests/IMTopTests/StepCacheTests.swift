import Testing

@testable import IMTop

@Suite struct StepCacheTests {
  /// A cache with steps of 10 ms whose values are the steps' times, and the ranges it asked for.
  struct Recorder {
    var cache = StepCache(step: 10, from: 0)
    var asked: [ClosedRange<Int64>] = []

    mutating func cover(_ from: Int64, _ through: Int64, fresh: Int = 0) {
      cache.cover(from: from, through: through, fresh: fresh) { first, last in
        asked.append(first...last)
        return stride(from: first, through: last, by: 10).map(Double.init)
      }
    }
  }

  @Test func onlyNewStepsAreComputed() {
    var recorder = Recorder()
    recorder.cover(0, 40)
    recorder.cover(0, 59)
    #expect(recorder.asked == [0...40, 50...50])
    #expect(recorder.cache.values == [0, 10, 20, 30, 40, 50])
  }

  @Test func theNewestStepsAreComputedAgain() {
    var recorder = Recorder()
    recorder.cover(0, 40, fresh: 2)
    recorder.cover(0, 40, fresh: 2)
    #expect(recorder.asked == [0...40, 30...40])
    #expect(recorder.cache.values == [0, 10, 20, 30, 40])
  }

  @Test func oldStepsFallOut() {
    var recorder = Recorder()
    recorder.cover(0, 40)
    recorder.cover(25, 50)
    #expect(recorder.cache.start == 20)
    #expect(recorder.cache.values == [20, 30, 40, 50])
  }

  @Test func aRangeBeforeTheCacheBeginsAnew() {
    var recorder = Recorder()
    recorder.cover(100, 140)
    recorder.cover(50, 90)
    #expect(recorder.cache.values == [50, 60, 70, 80, 90])
  }

  @Test func aRangeFarBehindTheCacheBeginsAnew() {
    var recorder = Recorder()
    recorder.cover(0, 40)
    recorder.cover(1000, 1010)
    #expect(recorder.asked == [0...40, 1000...1010])
  }

  @Test func anEarlierEndDropsTheStepsBehindIt() {
    var recorder = Recorder()
    recorder.cover(0, 90)
    recorder.cover(0, 50)
    #expect(recorder.cache.values == [0, 10, 20, 30, 40, 50])
    #expect(recorder.asked == [0...90])
  }

  @Test func timesBeforeTheEpochAlignDownwards() {
    #expect(Int64(-1).aligned(to: 10) == -10)
    #expect(Int64(-10).aligned(to: 10) == -10)
    #expect(Int64(19).aligned(to: 10) == 10)
  }
}
