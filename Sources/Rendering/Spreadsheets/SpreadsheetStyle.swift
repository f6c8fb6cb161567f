/// What all sheets of a spreadsheet have in common.
enum SpreadsheetStyle {
  /// The styles of columns and of the header.
  static let fixed = """
    <style:style style:name="wide" style:family="table-column">\
    <style:table-column-properties style:column-width="6cm"/></style:style>
    <style:style style:name="narrow" style:family="table-column">\
    <style:table-column-properties style:column-width="3.6cm"/></style:style>
    <style:style style:name="header" style:family="table-cell" style:parent-style-name="Default">\
    <style:text-properties fo:font-weight="bold"/></style:style>

    """

  /// The start of a sheet: its name and its columns, of which some are wide.
  static func table(named name: String, columns: [Bool]) -> String {
    let columns = columns.map { isWide in
      "<table:table-column table:style-name=\"\(isWide ? "wide" : "narrow")\"/>"
    }
    return "<table:table table:name=\"\(Markup.escaped(name))\">\(columns.joined())\n"
  }
}

/// What a program shows of a spreadsheet when it is opened.
enum SpreadsheetView {
  /// The first row of each sheet stays in sight, but for the last sheet, which has no header.
  ///
  /// Source: the settings that LibreOffice writes; OpenDocument leaves them to the program.
  static func settings(ofSheets names: [String]) -> String {
    let sheets = names.dropLast().map { name in
      "<config:config-item-map-entry config:name=\"\(Markup.escaped(name))\">"
        + item("VerticalSplitMode", "short", "2") + item("VerticalSplitPosition", "int", "1")
        + item("PositionBottom", "int", "1") + "</config:config-item-map-entry>"
    }
    return """
      <office:settings><config:config-item-set config:name="ooo:view-settings">\
      <config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>\
      \(item("ViewId", "string", "view1"))\
      <config:config-item-map-named config:name="Tables">\(sheets.joined())\
      </config:config-item-map-named></config:config-item-map-entry>\
      </config:config-item-map-indexed></config:config-item-set></office:settings>
      """
  }

  private static func item(_ name: String, _ type: String, _ value: String) -> String {
    "<config:config-item config:name=\"\(name)\" config:type=\"\(type)\">\(value)</config:config-item>"
  }
}
