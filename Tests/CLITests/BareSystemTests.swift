import Foundation
import TestTools
import Testing

/// The released program is alone in its file: it runs in a folder that has nothing else, not even `/proc`.
@Suite(.enabled(if: BareSystem.isPossible, "not a static executable, or not root"))
struct BareSystemTests {
  @Test func needsNothingBesideIt() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bare-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try Shell.run(
      """
      cp "$(command -v offtake)" offtake
      /usr/sbin/chroot . /offtake init --db /book.sqlite
      /usr/sbin/chroot . /offtake imports --db /book.sqlite
      """, in: folder)
    #expect(run.status == 0, "\(run)")
    #expect(run.output.contains("/book.sqlite: ready"))
  }
}

private enum BareSystem {
  /// Whether the program can be tried there: it is a static executable, and root may change the root.
  static let isPossible: Bool = {
    let run = try? Shell.run(
      """
      [ "$(id -u)" = 0 ] && ! ldd "$(command -v offtake)"
      """, in: FileManager.default.temporaryDirectory)
    return run?.status == 0
  }()
}
