import Profiles
import StrictYAML

/// The profiles that a configuration asks for.
enum ProfileFiles {
  /// Those in the configuration's folder, by their file's name, then the built-in ones; a profile of
  /// a built-in one's name takes its place.
  static func profiles(_ configuration: Configuration) throws(DocumentError) -> [Profile] {
    let builtin = try Profile.builtin()
    guard let folder = configuration.profiles else { return builtin }
    let files = FilePattern.matches(of: "\(folder.path.withHomeExpanded)/*.yml")
    guard !files.isEmpty else {
      var mistake = folder.place
      mistake.message = "there is no file *.yml in \(folder.path)"
      throw mistake
    }
    var own: [Profile] = []
    for file in files {
      own.append(try Profile(text: try DocumentFile.text(at: file), file: file))
    }
    let names = Set(own.map(\.name))
    return own + builtin.filter { !names.contains($0.name) }
  }
}
