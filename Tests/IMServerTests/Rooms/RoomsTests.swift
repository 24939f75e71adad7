import NIOConcurrencyHelpers
import NIOCore
import Testing

@testable import IMServer

@Suite struct RoomsTests {
  private struct Ear: MessageListener {
    let heard = NIOLockedValueBox<[String]>([])

    func deliver(_ payload: ByteBuffer) {
      heard.withLockedValue { $0.append(String(buffer: payload)) }
    }
  }

  private let time = WallTime(milliseconds: 0)

  @Test func everybodyHearsEverythingInOrder() async {
    let rooms = Rooms()
    let ears = (0..<3).map { _ in Ear() }
    for (number, ear) in ears.enumerated() {
      rooms.join("blue", ConnectionID(number: UInt64(number)), ear)
    }
    for number in 0..<200 { _ = rooms.say("\(number)", in: "blue", by: "ada", at: time) }
    await rooms.close()
    for ear in ears {
      let texts = ear.heard.withLockedValue { $0 }
      #expect(texts.count == 200)
      for (number, text) in texts.enumerated() { #expect(text.contains("\"text\":\"\(number)\"")) }
    }
  }

  @Test func historyKeepsTheNewestWithinItsBounds() async {
    var limits = Rooms.Limits()
    limits.history = 3
    limits.historyBytes = 10
    let rooms = Rooms(limits: limits)
    for text in ["a", "b", "c", "d"] { _ = rooms.say(text, in: "r", by: "ada", at: time) }
    #expect(rooms.history(of: "r", limit: 9)?.map(\.text) == ["b", "c", "d"])
    _ = rooms.say("123456789", in: "r", by: "ada", at: time)
    #expect(rooms.history(of: "r", limit: 9)?.map(\.text) == ["d", "123456789"])
    _ = rooms.say(String(repeating: "x", count: 50), in: "r", by: "ada", at: time)
    #expect(rooms.history(of: "r", limit: 9)?.count == 1)
    await rooms.close()
  }

  @Test func oneRoomTooManyIsRefused() async {
    var limits = Rooms.Limits()
    limits.rooms = 1
    let rooms = Rooms(limits: limits)
    _ = rooms.say("a", in: "r", by: "ada", at: time)
    #expect(rooms.say("a", in: "s", by: "ada", at: time) == .tooManyRooms)
    #expect(rooms.hasPlace(for: "r"))
    #expect(!rooms.hasPlace(for: "s"))
    await rooms.close()
  }

  @Test func fullHubRefusesAndKeepsNothing() async {
    var limits = Rooms.Limits()
    limits.waiting = 0
    let rooms = Rooms(limits: limits)
    #expect(rooms.say("a", in: "r", by: "ada", at: time) == .hubFull)
    #expect(rooms.history(of: "r", limit: 9) == nil)
    await rooms.close()
  }

  @Test func roomWithoutPastIsForgottenWithItsLastListener() async {
    let rooms = Rooms()
    rooms.join("r", ConnectionID(number: 1), Ear())
    #expect(rooms.listeners(in: "r") == [ConnectionID(number: 1)])
    rooms.leave("r", ConnectionID(number: 1))
    #expect(rooms.listeners(in: "r") == nil)
    await rooms.close()
  }
}
