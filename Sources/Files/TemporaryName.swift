internal import CFiles
internal import SystemPackage

/// The names of the files that this program makes for a moment: `.offtake-` and 20 digits.
enum TemporaryName {
  private static let start = ".offtake-"
  private static let secondsKept: Int64 = 86_400

  /// A name in `folder` that no file has, once those are removed that a killed program left there.
  static func next(in folder: FilePath) -> FilePath {
    removeLeftovers(in: folder)
    let digits = String(UInt64.random(in: 0 ... .max))
    return folder.appending(start + String(repeating: "0", count: 20 - digits.count) + digits)
  }

  /// Removes files of such names that belong to the user and were not written to for a day.
  ///
  /// Versions before 0.3.0 left zeros out at the front of the digits.
  private static func removeLeftovers(in folder: FilePath) {
    let path = folder.isEmpty ? "." : folder.string
    _ = cfiles_remove_leftovers(path.terminated.span, start.terminated.span, secondsKept)
  }
}
