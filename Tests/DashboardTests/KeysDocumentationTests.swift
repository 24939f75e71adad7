import FoundationEssentials
import Testing

@testable import Dashboard

@Suite("The page of keys in the documentation")
struct KeysDocumentationTests {
  /// The page, found from the package's root; nil where the tests run without the documentation.
  private static let page = try? String(contentsOf: URL(filePath: "docs/keys.md"), encoding: .utf8)

  @Test(.enabled(if: page != nil, "docs/keys.md is not here"))
  func isMadeOfTheKeyTable() throws {
    let page = try #require(Self.page)
    let heading = "# Keys\n\n"
    let markdown = Keymap().markdown()
    #expect(markdown.hasPrefix(heading) && page.hasPrefix(heading))
    #expect(page.hasSuffix(markdown.dropFirst(heading.count)), "the tables shall be:\n\(markdown)")
  }
}
