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
        "a:b c:d", "'single quotes'", "a:'b c'", "a andb", "aand b", #"bar: "ba"~2"#,
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
    ("= and != compare exactly", ["a=b", "a!=b", "a==b"]),
    ("AND, OR and NOT are never words to search for", ["a and", "and a", "or", "not"]),
    ("names of fields have no wildcards", ["machine*:osx"]),
    ("any character may be escaped", [#"a\ b:c"#, ##"room:"#general" or room:\#random"##]),
  ]
}
