internal import Procurement
internal import Store

/// Says where a stored row came from, as seen by one file of a run.
struct StoredPlace: Sendable {
  /// The number of the file's import.
  let number: Int64
  /// The files of the same run before this one, by the number of import.
  let earlier: [Int64: String]

  /// `line 2`, `fees.csv:2` for another file of the run, or `import 3 (fees.csv:2)`.
  func text(_ origin: Origin, _ store: borrowing Store) throws -> String {
    guard origin.importNumber != number else { return "line \(origin.line)" }
    if let file = earlier[origin.importNumber] {
      return "\(EscapedText.text(file, limit: 1000)):\(origin.line)"
    }
    let file = try store.fileName(ofImport: origin.importNumber) ?? "?"
    return "import \(origin.importNumber) (\(EscapedText.text(file, limit: 1000)):\(origin.line))"
  }

  /// Why a fact cannot be taken whose key has other content in the store.
  func conflict(
    _ differences: [Difference], _ origin: Origin, naming names: some FactNames,
    _ store: borrowing Store
  ) throws -> String {
    "conflicts with \(try text(origin, store)): "
      + differences.map { $0.text(naming: names) }.joined(separator: "; ")
      + "; nothing was changed"
  }
}
