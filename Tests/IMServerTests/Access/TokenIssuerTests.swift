import IMServer
import Testing

@Suite struct TokenIssuerTests {
  private let issuer = TokenIssuer(key: TokenKey(low: 1, high: 2), lifetime: 60)
  private let now = WallTime(milliseconds: 1_795_415_877_209)

  private func later(_ seconds: Int64) -> WallTime {
    WallTime(milliseconds: now.milliseconds + seconds * 1000)
  }

  @Test(arguments: ["ada", "a.b", "红米", " "])
  func tokenNamesItsUserUntilItExpires(user: String) throws {
    let token = issuer.issue(to: user, at: now)
    #expect(try issuer.user(of: token, at: later(59)) == user)
    #expect(throws: TokenIssuer.Flaw.expired) { try issuer.user(of: token, at: later(60)) }
  }

  @Test func everyChangedCharacterMakesItInvalid() {
    let token = Array(issuer.issue(to: "ada", at: now).utf8)
    for index in token.indices {
      var changed = token
      changed[index] ^= 1
      let text = String(decoding: changed, as: UTF8.self)
      #expect(throws: TokenIssuer.Flaw.invalid) { try issuer.user(of: text, at: now) }
    }
  }

  @Test func anotherKeysTokenIsInvalid() {
    let other = TokenIssuer(key: TokenKey(low: 1, high: 3), lifetime: 60)
    #expect(throws: TokenIssuer.Flaw.invalid) {
      try issuer.user(of: other.issue(to: "ada", at: now), at: now)
    }
  }

  @Test(arguments: ["", ".", "...", "v1...", "v1.616.0.0", String(repeating: "a", count: 9999)])
  func whatIsNoTokenIsInvalid(text: String) {
    #expect(throws: TokenIssuer.Flaw.invalid) { try issuer.user(of: text, at: now) }
  }

  @Test func keyIsReadFromItsDigits() {
    #expect(
      TokenKey(hex: "0000000000000001000000000000000a") == TokenKey(low: 1, high: 10)
    )
    #expect(TokenKey(hex: "1") == nil)
    #expect(TokenKey(hex: "+000000000000001+00000000000000a") == nil)
  }
}
