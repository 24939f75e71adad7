import IMServer
import NIOCore
import Testing

@Suite struct BucketTableTests {
  private let limit = RateLimit(perSecond: 2, burst: 3)

  private func at(_ milliseconds: Int64) -> NIODeadline {
    .uptimeNanoseconds(0) + .milliseconds(milliseconds)
  }

  @Test func burstPassesThenTheRateRules() {
    var bucket = TokenBucket(limit, at: at(0))
    for _ in 0..<3 { #expect(bucket.take(at: at(0)) == nil) }
    #expect(bucket.take(at: at(0)) == 0.5)
    #expect(bucket.take(at: at(500)) == nil)
    #expect(bucket.take(at: at(500)) == 0.5)
  }

  @Test func restFillsTheBucketNoFurtherThanItsBurst() {
    var bucket = TokenBucket(limit, at: at(0))
    for _ in 0..<3 { #expect(bucket.take(at: at(3_600_000)) == nil) }
    #expect(bucket.take(at: at(3_600_000)) != nil)
  }

  @Test func clientsDoNotShareABucket() {
    var table = BucketTable<String>(limit, at: at(0))
    for _ in 0..<3 { #expect(table.take("a", at: at(0)) == nil) }
    #expect(table.take("a", at: at(0)) != nil)
    #expect(table.take("b", at: at(0)) == nil)
  }

  @Test func emptyBucketSurvivesAGenerationThatEnds() {
    var table = BucketTable<String>(limit, capacity: 2, at: at(0))
    for _ in 0..<3 { _ = table.take("a", at: at(0)) }
    _ = table.take("b", at: at(0))
    _ = table.take("c", at: at(0))
    #expect(table.take("a", at: at(0)) != nil)
  }

  @Test func namesWithoutNumberTakeBoundedMemory() {
    var table = BucketTable<Int>(limit, capacity: 100, at: at(0))
    for name in 0..<10_000 { _ = table.take(name, at: at(0)) }
    #expect(table.count <= 200)
  }

  @Test func whoeverRestedIsForgotten() {
    var table = BucketTable<String>(limit, at: at(0))
    _ = table.take("a", at: at(0))
    _ = table.take("b", at: at(2000))
    _ = table.take("b", at: at(4000))
    #expect(table.count == 1)
  }
}
