internal import CFiles

/// The terminal that standard output goes to.
package struct Terminal: Sendable {
  /// Its width and height; 0 where it does not say.
  package let columns, rows: Int

  /// - Returns: `nil` where standard output goes elsewhere.
  package init?() {
    let size = cfiles_terminal_size(1)
    guard size >= 0, cfiles_is_terminal(1) != 0 else { return nil }
    rows = Int(size / 65_536)
    columns = Int(size % 65_536)
  }
}
