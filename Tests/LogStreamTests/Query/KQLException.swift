/// Where the filter language differs from Kibana's, and why.
enum KQLException {
  /// The reason for which a query means something else here, nil where it means the same.
  static func reason(_ query: String) -> String? {
    reasons.first { $0.queries.contains(query) }?.reason
  }

  /// The reason for which a query of Lucene's kin is refused here and not there, or the reverse.
  static func reasonForVerdict(_ query: String) -> String? {
    verdicts.first { $0.queries.contains(query) }?.reason
  }

  /// The reason for which a query means something else than in Lucene.
  static func luceneReason(_ query: String) -> String? {
    lucene.first { $0.queries.contains(query) }?.reason
  }

  /// How many of the JavaScript parser's queries these are.
  static let luceneCount = 10

  private static let lucene: [(reason: String, queries: Set<String>)] = [
    (
      "~ would be fuzzy",
      [
        "roam~", "roam~0.8", #""jakarta apache"~10"#, "foo~0.6", "foo~", "foo~0.5",
        "quikc~ brwn~ foks~", "quikc~1", #""fox quick"~5"#,
      ]
    ),
    ("a sign before a bare value belongs to it", ["foo:-bar", "foo:+bar"]),
    (
      "in quotes, a backslash before an ordinary sign is one",
      [#""a\:b" "c\~d\+\-\?\*""#]
    ),
    ("a minus negates; there, it is a part of the field's name", ["-author:adams"]),
    ("names of fields have no wildcards", [#"book.\*:(quick OR brown)"#]),
  ]

  private static let verdicts: [(reason: String, queries: Set<String>)] = [
    ("a lone & is text", ["foo &"]),
    ("parentheses and fields without a condition are mistakes of typing", ["()", "( )", "foo:"]),
    ("a range belongs to a field", ["{1 TO 2]", "{1 TO 2}"]),
  ]

  private static let reasons: [(reason: String, queries: Set<String>)] = [
    (
      "two words side by side mean both, as in Lucene",
      [
        "foo bar", "foo:bar baz", #"msg:he said "hi""#, #"msg:\*literal star\*"#,
        "connection reset by peer", "connection reset and peer", "(a or b) (c or d)", #"a:\or b"#,
        "a:b c:d", "'single quotes'", "a:'b c'", "a andb", "aand b",
        "http.request.body.content: null pointer", "http.response.status_code: 400 401 404",
      ]
    ),
    (
      "ranges in brackets and regular expressions between slashes are Lucene's",
      ["bar: [1 TO 10]", "a:[1 TO 5]", "a:{1 TO 5}", "bar: /ba.*/", "a:/regex/", "_exists_: bar"]
    ),
    (
      "+ - ! && || are Lucene's signs",
      [
        "+foo: bar", "-foo: bar", "!foo: bar", "foo: bar && baz: qux", "foo: bar || baz: qux",
        "+a -b", "!a", "a && b", "a || b",
      ]
    ),
    (
      "negations may be doubled and need no space",
      ["not not a", "not(a)", "NOT(a)", "a and not not b"]
    ),
    (
      "values may hold colons, so that IPv6 addresses and times need no quotes",
      ["foo:ba:r", "a:b:c", "client_ip:2001:db8::/32"]
    ),
    ("? stands for one character, as in Lucene", ["bar: ba?", "a:fo?bar", "status:4??"]),
    ("^ and a number is Lucene's boost, which changes nothing", ["bar: ba^2", "a:foo^3"]),
    ("~ would be fuzzy", ["bar: ba~", "a:foo~2"]),
    ("= and != compare exactly", ["a=b", "a!=b", "a==b"]),
    ("AND, OR and NOT are never words to search for", ["a and", "and a", "or", "not"]),
    ("names of fields have no wildcards", ["machine*:osx", "datastream.*: logs"]),
    ("any character may be escaped", [#"a\ b:c"#, ##"room:"#general" or room:\#random"##]),
  ]
}
