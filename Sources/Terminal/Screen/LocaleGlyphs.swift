public import Charts
import Glibc

/// Which characters the locale can show.
public enum LocaleGlyphs {
  /// Takes the locale's characters from the environment and says which may be drawn.
  ///
  /// Where Unicode is asked for in a locale without it, the characters of C.UTF-8 are used. The
  /// console of Linux is given ASCII: its fonts have no braille and no rounded corners.
  public static func adopt(choice: Canvas.Glyphs?, term: String) -> Canvas.Glyphs {
    setlocale(LC_CTYPE, "")
    if choice == .unicode, !isUnicode { setlocale(LC_CTYPE, "C.UTF-8") }
    guard isUnicode else { return .ascii }
    return choice ?? (term == "linux" ? .ascii : .unicode)
  }

  private static var isUnicode: Bool {
    guard let name = nl_langinfo(Int32(CODESET)) else { return false }
    return String(cString: name).uppercased() == "UTF-8"
  }
}
