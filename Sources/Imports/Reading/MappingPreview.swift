package import CSV
package import Mappings

/// What a mapping makes of one file, before anything is imported.
package struct MappingPreview {
  /// What messages call the file.
  package let file: String
  /// Field by field: its column and how it is read.
  package let rules: [MappingRule]
  /// Which rows are left out, one sentence each.
  package let omissions: [String]
  /// What the file calls the columns that nothing is made of.
  package let unusedColumns: [String]

  /// Reads the file at `path` as far as its header. `delimiter` and `encoding` go before what the
  /// mapping says of them, as in an import.
  /// - Throws: `ImportFailure` where the mapping does not go with it, `FileError` where it cannot be
  ///   read.
  package init(
    _ mapping: FileMapping, path: String, delimiter: UInt8? = nil, encoding: TextEncoding? = nil
  ) throws {
    let source = try HashedFile(path)
    let records = try RecordText(
      source, named: source.name, mapping, delimiter: delimiter, encoding: encoding)
    var csv = CSVReader(
      records.text, delimiter: records.delimiter, readsFormulas: mapping.readsFormulas)
    do {
      let mapped = try MappedFile(mapping, &csv, named: source.name)
      let used = Set(mapped.mapping.columns)
      file = source.name
      rules = mapped.mapping.rules
      omissions = mapped.mapping.omissions
      unusedColumns = mapped.titles.indices.filter { !used.contains($0) }.map { mapped.titles[$0] }
    } catch let error as CSVError {
      throw ImportFailure(source.name, "\(error.problem); \(error.hint)")
    }
  }
}
