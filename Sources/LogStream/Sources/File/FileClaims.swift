/// Which source reads which file, so that none is read twice under two names.
///
/// Lives on the reader's thread. A claim holds for as long as the file is open: from then on the
/// system may give its number to another file.
final class FileClaims {
  private struct Claim {
    var source: Int
    weak var file: OpenFile?
  }

  private var claims: [FileGeneration: Claim] = [:]

  /// Claims the file that is open as `file`; returns whose it already is, where it is another's.
  func claim(_ generation: FileGeneration, _ file: OpenFile, for source: Int) -> Int? {
    if let owner = owner(of: generation), owner != source { return owner }
    claims[generation] = Claim(source: source, file: file)
    return nil
  }

  /// Whose the file is; nil when nobody holds it open.
  func owner(of generation: FileGeneration) -> Int? {
    guard let claim = claims[generation] else { return nil }
    if claim.file?.facts?.generation == generation { return claim.source }
    claims[generation] = nil
    return nil
  }
}
