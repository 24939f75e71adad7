import Spelling
import Testing

@Suite("Names that may have been meant")
struct NearestNameTests {
  private let names = ["status", "path", "client_ip", "level", "latency", "user_id", "pause"]

  @Test(arguments: [
    ("staus", "status"), ("PAHT", "path"), ("client_pi", "client_ip"), ("lvel", "level"),
    ("puase", "pause"),
  ])
  func aLetterLostSwappedOrOfAnotherCaseIsForgiven(written: String, meant: String) {
    #expect(names.nearest(to: written).first == meant)
  }

  @Test(arguments: ["xyzzy", "", "goto", "statistics"])
  func whatIsLikeNoneIsNotGuessed(written: String) {
    #expect(names.nearest(to: written) == [])
  }

  @Test func theNearestComesFirstAndEquallyNearOnesByName() {
    #expect(["users", "use", "user", "u"].nearest(to: "usr") == ["use", "user"])
  }

  @Test func longNamesAreComparedByTheirBeginning() {
    let long = String(repeating: "a", count: 100_000)
    #expect([long + "b", "c"].nearest(to: long) == [long + "b"])
  }
}
