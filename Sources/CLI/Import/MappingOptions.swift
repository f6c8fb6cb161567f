import ArgumentParser
import Imports
import Store
import Mappings
import Rendering

/// Which mapping files are read by: `--map`, `--set`, `--show-map`.
struct MappingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read a supplier's layout by a mapping: a TOML file, or a name of 'offtake map list'.",
      valueName: "file"))
  var map: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "With --map: a field that is the same in every row.", valueName: "field=text"))
  var constants: [String] = []

  @Flag(help: "With --map: show how each file is read, and import nothing.")
  var showMap = false

  func validate() throws {
    guard map == nil else { return }
    if showMap { throw ValidationError("--show-map needs --map, which names the mapping to show") }
    if !constants.isEmpty { throw ValidationError("--set needs --map") }
  }

  /// The file that holds the mapping; `nil` where it comes with the program.
  var path: String? {
    map.flatMap { name in ShippedMap.all.contains { $0.name == name } ? nil : name }
  }

  /// The mapping for files of one kind, where one was named.
  func mapping(for kind: RecordKind) throws -> FileMapping? {
    guard let map else { return nil }
    var mapping = try FileMapping(map, for: kind)
    for constant in constants {
      guard let mark = constant.firstIndex(of: "="), mark != constant.startIndex else {
        throw ValidationError("--set needs FIELD=TEXT, such as --set buyer=lumen")
      }
      let text = String(constant[constant.index(after: mark)...])
      mapping.set(String(constant[..<mark]), to: text)
    }
    return mapping
  }

  /// Prints what the mapping makes of each file, which is read as an import with these options is.
  func show(_ mapping: FileMapping, for paths: [String], by options: ImportOptions) throws {
    for path in paths {
      let preview = try MappingPreview(
        mapping, path: path, delimiter: options.delimiter, encoding: options.encoding)
      let report = Report(mapping, preview)
      try Message.printText(TableText.text(report, LayoutOptions.usualStyle))
    }
  }
}

extension Report {
  fileprivate init(_ mapping: FileMapping, _ preview: MappingPreview) {
    let unused = preview.unusedColumns
    let omitted =
      unused.isEmpty ? [] : ["Skipped columns: \(unused.joined(separator: ", "))."]
    let table = Table<MappingRule> {
      Column("field", \.field).key
      Column("column", \.source).key
      Column("rule") { $0.reading.isEmpty ? nil : $0.reading }.key
    }
    self.init(
      name: "mapping", title: "Mapping \(mapping.name) for \(preview.file)",
      basis: mapping.mapping.about,
      sections: [table.section(preview.rules)],
      notes: preview.omissions + omitted)
  }
}
