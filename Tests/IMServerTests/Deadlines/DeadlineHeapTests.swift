import IMServer
import NIOCore
import Testing

@Suite struct DeadlineHeapTests {
  private func at(_ seconds: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(seconds) }

  @Test func dueOnesComeEarliestFirstAndOnce() {
    var heap = DeadlineHeap()
    heap.set(1, to: at(30))
    heap.set(2, to: at(10))
    heap.set(3, to: at(20))
    #expect(heap.next == at(10))
    #expect(heap.takeDue(at: at(9)) == [])
    #expect(heap.takeDue(at: at(20)) == [2, 3])
    #expect(heap.takeDue(at: at(20)) == [])
    #expect(heap.takeDue(at: at(30)) == [1])
    #expect(heap.next == nil)
    #expect(heap.count == 0)
  }

  @Test func laterDeadlineTakesThePlaceOfTheOneBefore() {
    var heap = DeadlineHeap()
    heap.set(1, to: at(10))
    heap.set(1, to: at(20))
    #expect(heap.takeDue(at: at(10)) == [])
    #expect(heap.next == at(20))
    #expect(heap.takeDue(at: at(20)) == [1])
  }

  @Test func earlierDeadlineTakesThePlaceOfTheOneBefore() {
    var heap = DeadlineHeap()
    heap.set(1, to: at(20))
    heap.set(1, to: at(10))
    #expect(heap.takeDue(at: at(10)) == [1])
    #expect(heap.takeDue(at: at(20)) == [])
  }

  @Test func whoeverIsGoneIsNotCalled() {
    var heap = DeadlineHeap()
    heap.set(1, to: at(10))
    heap.set(1, to: nil)
    #expect(heap.takeDue(at: at(10)) == [])
    heap.set(1, to: at(5))
    #expect(heap.takeDue(at: at(10)) == [1])
  }

  @Test func whoeverWaitsAnewAtTheSameMomentIsCalledOnce() {
    var heap = DeadlineHeap()
    heap.set(1, to: at(10))
    heap.set(1, to: nil)
    heap.set(1, to: at(10))
    #expect(heap.takeDue(at: at(10)) == [1])
    #expect(heap.takeDue(at: at(10)) == [])
  }
}
