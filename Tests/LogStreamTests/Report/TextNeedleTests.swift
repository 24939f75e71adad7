import Foundation
import Testing

@testable import LogStream

@Suite struct TextNeedleTests {
  @Test func everyPlaceOfATextIsFound() {
    let text =
      "The Quick brown fox, jumps over THE lazy dog; then rests. Pack my box with five dozen liquor "
      + "jugs! Sphinx of black quartz: judge my vow?"
    let bytes = Array(text.utf8)
    for start in 0..<bytes.count {
      for length in 1...min(20, bytes.count - start) {
        let part = String(decoding: bytes[start..<start + length], as: UTF8.self)
        let needle = NeedlePart(part.uppercased())
        let found = needle.find(in: bytes.span, from: start)
        #expect(found == start, "\(part)")
        let first = text.lowercased().range(of: part.lowercased()).map {
          text.lowercased().utf8.distance(from: text.startIndex, to: $0.lowerBound)
        }
        let earliest = needle.find(in: bytes.span, from: 0)
        #expect(earliest == first, "\(part)")
      }
    }
  }

  @Test func whatDoesNotOccurIsNotFound() {
    let bytes = Array("hub queue full: 1024 waiting".utf8)
    for word in ["hub  queue", "queues", "waitingx", "xhub", "1025", "`", "HUB QUEUE FULLY"] {
      let found = NeedlePart(word).find(in: bytes.span, from: 0)
      #expect(found == nil, "\(word)")
    }
    let inOrder = [["full", "queue"], ["queue", "", "WAIT"]].map { parts in
      TextNeedle(parts: parts).occurs(in: bytes.span)
    }
    #expect(inOrder == [false, true])
  }
}
