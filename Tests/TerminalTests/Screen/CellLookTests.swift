import Charts
import Testing

@testable import Terminal

@Suite struct CellLookTests {
  private func look(_ style: Style, _ depth: ColorDepth) -> (Int16, Int16, Style.Attributes) {
    let look = CellLook(style, depth: depth)
    return (look.foreground, look.background, look.attributes)
  }

  @Test func theTerminalsOwnColoursStayItsOwn() {
    for depth in [ColorDepth.mono, .eight, .sixteen, .indexed] {
      #expect(look(.plain, depth) == (-1, -1, []))
    }
  }

  @Test func indexedColoursAreTaken() {
    #expect(look(Style(.indexed(208), on: .indexed(236)), .indexed) == (208, 236, []))
    #expect(look(Style(.red, on: .brightBlue), .indexed) == (1, 12, []))
  }

  @Test func sixteenColoursAreTheNearest() {
    #expect(look(Style(.indexed(196), on: .indexed(236)), .sixteen) == (9, 8, []))
    #expect(look(Style(.grey), .sixteen) == (8, -1, []))
    #expect(look(Style(.indexed(231), on: .indexed(17)), .sixteen) == (15, 8, []))
  }

  @Test func eightColoursKeepGreyReadableAndSelectionsSeen() {
    #expect(look(Style(.grey), .eight) == (-1, -1, .dim))
    #expect(look(Style(.brightRed), .eight) == (1, -1, .bold))
    #expect(look(Style(.white, on: .indexed(236)), .eight) == (7, 4, []))
  }

  @Test func withoutColoursAttributesCarryThem() {
    #expect(look(Style(.brightRed, on: .blue), .mono) == (-1, -1, [.bold, .reverse]))
    #expect(look(Style(.standard, on: .blue, .reverse), .mono) == (-1, -1, []))
    #expect(look(Style(.grey), .mono) == (-1, -1, .dim))
  }
}
