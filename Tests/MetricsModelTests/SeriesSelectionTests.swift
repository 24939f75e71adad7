import MetricsModel
import Testing

@Suite struct SeriesSelectionTests {
  private func selection(_ names: [String]) -> SeriesSelection {
    SeriesSelection(
      names.map { Series(labels: Labels(name: $0), timestamps: [1, 2], values: [1, 2]) }
    )
  }

  @Test func partsStandOneBehindTheOther() {
    let joined = SeriesSelection(
      joining: [selection(["a", "b"]), selection([]), selection(["c"]), selection(["d", "e"])]
    )
    #expect(joined.count == 5)
    #expect(joined.size == 10)
    #expect(joined.all.map(\.labels.name) == ["a", "b", "c", "d", "e"])
    let reader = joined.reader()
    var series = Series()
    let read = [4, 2, 5, 0, -1].map { place in
      reader.read(place, into: &series) == .nothing ? nil : series.labels.name
    }
    #expect(read == ["e", "c", nil, "a", nil])
    #expect(SeriesSelection(joining: []).all.isEmpty)
  }

  @Test func manyAreReadByAllProcessorsInTheirOrder() {
    let many = SeriesSelection(count: 1000, size: 1 << 20) { place in
      place % 3 == 0
        ? nil : Series(labels: .empty, timestamps: [Int64(place)], values: [Double(place)])
    }
    let values = many.all.map { $0.values.first }
    #expect(values == (0..<1000).filter { $0 % 3 != 0 }.map(Double.init))
  }

  @Test(arguments: [0, 1, 2, 7, 100_000])
  func partsCoverEverythingOnce(count: Int) {
    let covered = Parallel.map(count, cost: 1 << 24) { part in Array(part) }
    #expect(covered == Array(0..<count))
  }
}
