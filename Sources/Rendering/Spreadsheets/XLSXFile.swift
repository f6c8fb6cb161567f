#if XLSX
  internal import Procurement
  package import Workbooks

  /// A report as a workbook for Excel: a sheet for each table, and one named `about` with what is said of them.
  /// An amount is a number with its currency's format.
  package enum XLSXFile {
    /// Writes the workbook over the contents of the file at `path`.
    package static func write(
      _ report: PrintableReport, to path: String
    ) throws(WorkbookError) {
      var workbook = try Workbook(at: path, title: report.title)
      for table in report.tables { try add(Spreadsheet(table), to: &workbook) }
      try workbook.addSheet(named: Spreadsheet.about, columnWidths: [30, 30], hasHeader: false)
      for row in Spreadsheet.about(report) { try workbook.append(row.map(\.workbookCell)) }
      try workbook.close()
    }

    private static func add(
      _ sheet: Spreadsheet, to workbook: inout Workbook
    ) throws(WorkbookError) {
      try workbook.addSheet(
        named: sheet.name, columnWidths: sheet.isWide.map { $0 ? 30 : 18 }, hasHeader: true)
      try workbook.append(
        sheet.header.map { WorkbookCell($0.workbookCell.content, isBold: true) })
      try sheet.forEachRow { (cells) throws(WorkbookError) in
        try workbook.append(cells.map(\.workbookCell))
      }
    }
  }
#endif
