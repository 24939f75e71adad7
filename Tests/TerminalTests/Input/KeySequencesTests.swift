import Charts
import Testing

@testable import Terminal

@Suite struct KeySequencesTests {
  @Test func theDescriptionOfTheTerminalAddsKeys() {
    var sequences = KeySequences.common
    sequences.add("\u{1B}[k", Key(.pageUp))
    sequences.add("\u{1B}[kk~", Key(.pageDown))
    var decoder = InputDecoder(sequences: sequences)
    #expect(decoder.feed(Array("\u{1B}[kx".utf8)) == [.key(Key(.pageUp)), .key(.character("x"))])
    #expect(decoder.feed(Array("\u{1B}[kk~".utf8)) == [.key(Key(.pageDown))])
  }

  @Test func singleBytesKeepTheirMeaning() {
    var sequences = KeySequences()
    sequences.add("\u{7F}", Key(.delete))
    sequences.add("q", Key(.home))
    sequences.add("", Key(.home))
    #expect(sequences == KeySequences())
  }

  @Test func everyKeyOfADescriptionHasAName() {
    let names = KeySequences.capabilities.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.contains("kf12"))
  }
}
