import Patterns
import Testing

@Suite struct ReplacementTests {
  @Test(arguments: [
    ("$1-$2", "x-y"), ("${1}a", "xa"), ("$1a", ""), ("$word", "y"), ("$$1", "$1"), ("$", "$"),
    ("${", "${"), ("$9", ""), ("[$0]", "[x=y]"),
  ])
  func expandsTheTemplateOfGo(template: String, expected: String) throws {
    let pattern = try Pattern("(x)=(?P<word>y)", dialect: .re2)
    #expect(pattern.expanding(template, matchingWhole: "x=y") == expected)
    #expect(pattern.expanding(template, matchingWhole: "x=yy") == nil)
  }

  @Test(arguments: [
    ("a", "b", "banana", "bbnbnb"), ("a*", "-", "baac", "-b-c-"), ("", "-", "炬e", "-炬-e-"),
    ("(?P<v>[aeiou])", "<$v>", "hot", "h<o>t"), ("x", "y", "", ""),
  ])
  func replacesEveryMatch(
    source: String,
    template: String,
    subject: String,
    expected: String
  )
    throws
  {
    #expect(
      try Pattern(source, dialect: .re2).replacingAll(in: subject, with: template) == expected
    )
  }
}
