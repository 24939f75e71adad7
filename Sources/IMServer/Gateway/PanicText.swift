/// What a Gin service writes when a handler panics: gin's recovery, around twenty raw lines.
enum PanicText {
  /// What went wrong, as Go says it.
  static let reason = "runtime error: invalid memory address or nil pointer dereference"

  private static let frames = [
    "/usr/local/go/src/runtime/panic.go:262 (0x4d2f77)\n\tpanicmem: panic(memoryError)",
    "/usr/local/go/src/runtime/signal_unix.go:925 (0x4d2f44)\n\tsigpanic: panicmem()",
    "/src/im/internal/hub/mention.go:48 (0xa1c0e5)\n\t(*Mentions).Resolve: member := room.members[name].Profile",
    "/src/im/internal/hub/broadcast.go:112 (0xa1b7d2)\n\t(*Hub).Broadcast: mentions.Resolve(msg.Text)",
    "/src/im/internal/api/messages.go:71 (0xa2f3c8)\n\t(*API).PostMessage: a.hub.Broadcast(ctx, msg)",
    "/go/pkg/mod/github.com/gin-gonic/gin@v1.10.1/context.go:185 (0x9c6a31)\n\t(*Context).Next: c.handlers[c.index](c)",
    "/go/pkg/mod/github.com/gin-gonic/gin@v1.10.1/recovery.go:102 (0x9d4e6e)\n\tCustomRecoveryWithWriter.func1: c.Next()",
    "/usr/local/go/src/net/http/server.go:3301 (0x7b2a0d)\n\tserverHandler.ServeHTTP: handler.ServeHTTP(rw, req)",
    "/usr/local/go/src/runtime/asm_amd64.s:1700 (0x4f5ba0)\n\tgoexit: BYTE\t$0x90\t// NOP",
  ]

  /// The lines, blank ones before them, red, with CRLF after the request's head.
  ///
  /// - Parameters:
  ///   - time: When the handler panicked.
  ///   - request: The request's first line and its header fields.
  /// - Returns: The lines with their line feeds.
  static func lines(at time: WallTime, request: [String]) -> String {
    let day = time.rfc3339.prefix(10).replacing("-", with: "/")
    let hour = time.rfc3339.dropFirst(11).prefix(8)
    let head = request.map { $0 + "\r\n" }.joined() + "\r\n"
    return "\n\n\u{1B}[31m\(day) \(hour) [Recovery] \(day) - \(hour) panic recovered:\n"
      + head + reason + "\n" + frames.joined(separator: "\n") + "\n\u{1B}[0m\n"
  }
}
