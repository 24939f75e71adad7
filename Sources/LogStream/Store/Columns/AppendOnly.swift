import Synchronization

/// An array that one thread appends to while any number of threads read what stands in it.
///
/// Elements never move: they stand in segments, each twice as long as the one before it. A reader may
/// use every index that it learnt from `count`, or from something that was published after the element
/// was appended. This file and `Column.swift` are the only ones of the store that use unsafe memory.
final class AppendOnly<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  private static var segmentLimit: Int { 40 }
  private static var firstBits: Int { 10 }

  private let segments: UnsafeMutablePointer<UnsafeMutablePointer<Element>?>
  private let published = Atomic<Int>(0)
  private let reserved = Atomic<Int>(0)

  /// An empty array.
  init() {
    segments = .allocate(capacity: Self.segmentLimit)
    segments.initialize(repeating: nil, count: Self.segmentLimit)
  }

  deinit {
    for index in 0..<Self.segmentLimit { segments[index]?.deallocate() }
    segments.deallocate()
  }

  /// How many elements stand in the array; those skipped by `appendContiguous` count too.
  var count: Int { published.load(ordering: .acquiring) }

  /// How many bytes the segments take.
  var byteCount: Int { reserved.load(ordering: .relaxed) * MemoryLayout<Element>.stride }

  /// The element at `index`, which lies below `count`.
  @inline(__always)
  subscript(index: Int) -> Element {
    let place = Self.place(of: index)
    guard index >= 0, let segment = segments[place.segment] else {
      preconditionFailure("an element that was never appended")
    }
    return segment[place.offset]
  }

  /// Appends one element; for the writing thread only.
  func append(_ element: Element) {
    let index = published.load(ordering: .relaxed)
    let place = Self.place(of: index)
    segment(place.segment)[place.offset] = element
    published.store(index + 1, ordering: .releasing)
  }

  /// Appends elements that will stand side by side and returns the index of the first one.
  ///
  /// For the writing thread only; at most 1,024 elements, the length of the shortest segment.
  func appendContiguous(_ elements: Span<Element>) -> Int {
    var index = published.load(ordering: .relaxed)
    var place = Self.place(of: index)
    if place.offset + elements.count > Self.capacity(of: place.segment) {
      index += Self.capacity(of: place.segment) - place.offset
      place = Self.place(of: index)
    }
    let target = segment(place.segment)
    for offset in elements.indices { target[place.offset + offset] = elements[offset] }
    published.store(index + elements.count, ordering: .releasing)
    return index
  }

  /// Calls `body` with `count` elements from `start`, which were appended together.
  @inline(__always)
  func withContiguous<Result>(
    _ start: Int,
    _ count: Int,
    _ body: (Span<Element>) -> Result
  )
    -> Result
  {
    let place = Self.place(of: start)
    guard let segment = segments[place.segment], count > 0 else {
      return body(UnsafeBufferPointer<Element>(start: nil, count: 0).span)
    }
    precondition(place.offset + count <= Self.capacity(of: place.segment))
    return body(UnsafeBufferPointer(start: segment + place.offset, count: count).span)
  }

  private func segment(_ number: Int) -> UnsafeMutablePointer<Element> {
    if let segment = segments[number] { return segment }
    let capacity = Self.capacity(of: number)
    let segment = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    segments[number] = segment
    reserved.add(capacity, ordering: .relaxed)
    return segment
  }

  @inline(__always)
  private static func capacity(of segment: Int) -> Int { 1 &<< (segment &+ firstBits) }

  @inline(__always)
  private static func place(of index: Int) -> (segment: Int, offset: Int) {
    let shifted = index &+ 1 &<< firstBits
    let top = Int.bitWidth &- 1 &- shifted.leadingZeroBitCount
    return (top &- firstBits, shifted &- 1 &<< top)
  }
}
