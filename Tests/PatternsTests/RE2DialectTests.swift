import Patterns
import Testing

@Suite struct RE2DialectTests {
  @Test(arguments: [
    ("a(?=b)", "look-ahead, (?=...),", 1), ("(?<!a)b", "look-behind, (?<!...),", 0),
    (#"(a)\1"#, "a back-reference", 3), ("(?P<x>a)(?P=x)", "a back-reference, (?P=...),", 8),
    ("a++", "a possessive repetition", 2), ("a**", "a repetition of a repetition", 2),
    ("(?>a)", "an atomic group, (?>...),", 0), ("(*UTF)a", "a verb, (*...),", 0),
    ("(?x)a", "the group option x", 2), (#"\K"#, #"\K"#, 0),
    ("a{1001}", "a repeat count over 1000", 1),
  ])
  func refuses(source: String, construct: String, offset: Int) {
    #expect(throws: PatternError.unsupported(construct: construct, offset: offset)) {
      _ = try Pattern(source, dialect: .re2)
    }
  }

  @Test(arguments: [
    ("a.*b", "a\nb", true), ("", "", true), (".*", "anything", true), (".+", "", false),
    ("GET|POST", "POST", true), ("GET|POST", "POS", false), ("api/.*", "api/v1", true),
    ("a.*", "b", false), (#"\v"#, "\u{b}", true), ("a{,2}", "a{,2}", true), ("{", "{", true),
    (#"\p{Greek}+"#, "αβγ", true), (#"\x{70ac}"#, "炬", true), (#"[\d\-]+"#, "1-2", true),
    (#"\Qa.b\E"#, "a.b", true), ("(?i)get", "GeT", true), ("a?+?", "a", false),
    ("(?i:a)b", "Ab", true),
    ("[]a]", "]", true), ("[[:alpha:]]+", "abc", true), ("foo$", "foo\n", false),
  ])
  func matchesWholeSubjects(source: String, subject: String, expected: Bool) {
    let pattern = try? Pattern(source, dialect: .re2)
    #expect((pattern?.matchesWhole(subject) ?? false) == expected)
  }

  @Test func offsetsAreThoseOfTheWrittenText() {
    #expect(throws: PatternError.syntax(message: "missing closing parenthesis", offset: 4)) {
      _ = try Pattern(#"\v(a"#, dialect: .re2)
    }
  }
}
