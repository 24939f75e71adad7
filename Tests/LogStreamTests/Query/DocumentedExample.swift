import LogModel

@testable import LogStream

/// Records, and which of them an example of Lucene's documentation lets through.
struct DocumentedExample {
  /// The lines, JSON objects without their braces.
  let lines: [String]
  /// The numbers of those that pass.
  let expected: [Int]

  private init(_ lines: [String], _ expected: [Int]) {
    self.lines = lines
    self.expected = expected
  }

  /// The numbers of the lines that pass.
  func passing(_ query: String) throws -> [Int] {
    let fixture = StoreFixture()
    fixture.append(lines.map { #"{"time":"\#(clock(0))",\#($0)}"# + "\n" }.joined())
    let snapshot = fixture.store.snapshot()
    var filter = CompiledFilter(try FilterParser.parse(query), now: time(9))
    filter.prepare(for: snapshot)
    guard let view = snapshot.chunks.first else { return [] }
    var reader = RecordReader()
    let rows = filter.select(view, rows: 0..<view.count, in: snapshot, &reader)
    return (0..<view.count).filter { rows[$0] }
  }

  private static let animals = ["quick fox", "brown fox", "quick brown", "fox news", "quick dog"]
    .map { #""msg":"\#($0)""# }
  private static let ages = [9, 10, 11, 19, 20].map { #""age":\#($0)"# }
  private static let counts = [0, 1, 3, 5, 6, 10, 11].map { #""count":\#($0)"# }
  private static let dates = ["2011-12-31", "2012-01-01", "2012-06-01", "2012-12-31", "2013-01-01"]
    .map { #""date":"\#($0)""# }
  private static let names = ["john smith", "smith john", "john x smith"].map { #""msg":"\#($0)""# }

  /// By their queries.
  static let all: [String: DocumentedExample] = [
    "title:(quick OR brown)": .init(
      [#""title":"quick""#, #""title":"brown""#, #""title":"red","msg":"quick""#],
      [0, 1]
    ),
    "status:active": .init([#""status":"active""#, #""status":"gone""#, #""msg":"active""#], [0]),
    // A field's value is compared whole, and cannot be three words at once.
    "status:(active OR pending) title:(full text search)^2": .init(
      [#""status":"pending","title":"full text search""#, #""status":"active","title":"text""#],
      []
    ),
    #"author:"John Smith""#: .init(
      [#""author":"John Smith""#, #""author":"Smith John""#, #""msg":"John Smith""#],
      [0]
    ),
    #"first\ name:Alice"#: .init([#""first name":"Alice""#, #""name":"Alice""#], [0]),
    "_exists_:title": .init([#""title":"""#, #""title":"x""#, #""msg":"title""#], [0, 1]),
    "qu?ck bro*": .init(
      [#""msg":"quick brown""#, #""msg":"quack brown""#, #""msg":"quck brown""#, animals[0]],
      [0, 1]
    ),
    "name:/joh?n(ath[oa]n)/": .init(
      [#""name":"johnathon""#, #""name":"jonathan""#, #""name":"john""#],
      [0, 1]
    ),
    "date:[2012-01-01 TO 2012-12-31]": .init(dates, [1, 2, 3]),
    "date:{* TO 2012-01-01}": .init(dates, [0]),
    "count:[1 TO 5]": .init(counts, [1, 2, 3]),
    "count:[1 TO 5}": .init(counts, [1, 2]),
    "count:[10 TO *]": .init(counts, [5, 6]),
    "tag:{alpha TO omega}": .init(
      ["alpha", "beta", "omega", "zeta"].map { #""tag":"\#($0)""# },
      [1]
    ),
    "age:>10": .init(ages, [2, 3, 4]),
    "age:>=10": .init(ages, [1, 2, 3, 4]),
    "age:<10": .init(ages, [0]),
    "age:<=10": .init(ages, [0, 1]),
    "age:(>=10 AND <20)": .init(ages, [1, 2, 3]),
    "age:(+>=10 +<20)": .init(ages, [1, 2, 3]),
    "quick^2 fox": .init(animals, [0]),
    #""john smith"^2"#: .init(names, [0]),
    "(foo bar)^4": .init([#""msg":"foo bar""#, #""msg":"foo""#], [0]),
    // Two words side by side must both occur: this is no ranking.
    "quick brown +fox -news": .init(animals + [#""msg":"quick brown fox""#], [5]),
    "((quick AND fox) OR (brown AND fox) OR fox) AND NOT news": .init(animals, [0, 1]),
    "(quick OR brown) AND fox": .init(animals, [0, 1]),
    #"\(1\+1\)\=2"#: .init([#""msg":"(1+1)=2""#, #""msg":"1+1=2""#], [0]),
  ]
}
