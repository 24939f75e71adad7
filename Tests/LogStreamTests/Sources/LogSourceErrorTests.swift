import Glibc
import Testing

@testable import LogStream

@Suite struct LogSourceErrorTests {
  @Test(arguments: [
    (LogSourceError.missing("im.log"), "im.log does not exist; waiting for it"),
    (.vanished("im.log"), "im.log has vanished; waiting for it to come back"),
    (
      .unreadable("im.log", errno: EACCES),
      "im.log cannot be read: Permission denied; run as a user or in a group that may read it"
    ),
    (
      .unreadable("im.log", errno: EMFILE),
      "im.log cannot be read: Too many open files; raise the limit of open files"
    ),
    (.unreadable("im.log", errno: EIO), "im.log cannot be read: Input/output error"),
    (.notAFile("dir"), "dir is neither a file nor a pipe"),
    (.readAlready("a.log", under: "im.log"), "a.log is the same file as im.log, which is read"),
    (.nothingMatches("*.log"), "no file matches *.log yet; looking for one"),
    (
      .tooManyMatches("*.log", limit: 2),
      "*.log matches more than 2 files, of which these are followed; narrow the pattern"
    ),
    (
      .noSpool(errno: ENOSPC),
      "no temporary file for the text: No space left on device; set TMPDIR to a directory with room"
    ),
    (
      .streamEnded("http://gw/logs", reason: "the stream broke off"),
      "http://gw/logs: the stream broke off; connecting again"
    ),
    (
      .streamOver("http://gw/logs"), "http://gw/logs: the server ended the stream; connecting again"
    ),
    (.streamFailed(reason: "the stream broke off"), "the stream broke off"),
    (
      .commandEnded("docker logs gw", exit: "exited with 1", lastWords: "no such container"),
      "docker logs gw exited with 1: no such container; starting it again"
    ),
  ])
  func wording(error: LogSourceError, message: String) {
    #expect(error.message == message)
  }
}
