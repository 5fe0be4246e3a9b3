import CCurses

/// The encoding of the user's locale.
enum UserLocale {
  /// Takes up the user's locale and tells its encoding, such as "UTF-8".
  ///
  /// Where the locale is not installed, which is common in containers and over ssh, but is meant
  /// to be UTF-8, the encoding is taken up without the rest of the locale.
  static func adopt(environment: [String: String]) -> String {
    if !curses_adopt_locale(), namesUTF8(environment) { _ = curses_adopt_utf8() }
    return String(cString: curses_codeset())
  }

  /// Whether the environment asks for UTF-8, by the first of LC_ALL, LC_CTYPE and LANG that is set.
  static func namesUTF8(_ environment: [String: String]) -> Bool {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
    guard let name = names.first(where: { !$0.isEmpty })?.lowercased() else { return false }
    return name.hasSuffix(".utf-8") || name.hasSuffix(".utf8")
  }
}
