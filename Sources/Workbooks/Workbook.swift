#if XLSX
  internal import CXLSXWriter

  /// An Office Open XML workbook, `.xlsx`, on its way to a file: sheets, one after the other, row by row.
  ///
  /// The same calls make the same bytes, since the time of creation is a constant. A row is in a temporary
  /// file once the next one begins.
  /// Source: libxlsxwriter.github.io; ECMA-376, part 1.
  @safe package struct Workbook: ~Copyable {
    private let handle: UnsafeMutablePointer<lxw_workbook>
    private var formats: [WorkbookFormat: UnsafeMutablePointer<lxw_format>] = unsafe [:]
    private var sheet: Sheet?
    private var isOpen = true

    /// The sheet that rows are added to.
    @safe private struct Sheet {
      let handle: UnsafeMutablePointer<lxw_worksheet>
      let name: String
      var rowCount = 0
    }

    /// Begins a workbook that will be the contents of the file at `path`, with a title in its properties.
    /// - Throws: `WorkbookError` if there is no memory for it.
    package init(at path: String, title: String) throws(WorkbookError) {
      var options = unsafe lxw_workbook_options()
      unsafe options.constant_memory = 1
      guard let handle = unsafe workbook_new_opt(path, &options) else {
        throw .failed("no memory")
      }
      unsafe self.handle = handle
      unsafe title.withMutableCString { title in
        var properties = unsafe lxw_doc_properties()
        unsafe properties.title = unsafe title
        unsafe properties.created = Workbook.created
        _ = unsafe workbook_set_properties(handle, &properties)
      }
    }

    deinit {
      if isOpen { unsafe lxw_workbook_free(handle) }
    }

    /// 1980-01-01, the earliest time that the zip archive around the sheets can have.
    private static let created = 315_532_800

    /// Adds a sheet, to which the rows that follow belong. `columnWidths` are in characters. If it has a
    /// header, its first row stays in sight.
    /// - Throws: `WorkbookError` for a name that another sheet has or that is not allowed.
    package mutating func addSheet(
      named name: String, columnWidths: [Int], hasHeader: Bool
    ) throws(WorkbookError) {
      try Workbook.check(unsafe workbook_validate_sheet_name(handle, name))
      guard let sheet = unsafe workbook_add_worksheet(handle, name) else {
        throw .failed("no memory")
      }
      for (column, width) in columnWidths.enumerated() {
        let column = UInt16(clamping: column)
        try Workbook.check(unsafe worksheet_set_column(sheet, column, column, Double(width), nil))
      }
      if hasHeader { unsafe worksheet_freeze_panes(sheet, 1, 0) }
      self.sheet = unsafe Sheet(handle: sheet, name: name)
    }

    /// Adds a row to the sheet that was added last.
    /// - Throws: `WorkbookError` if the sheet has no room for it, or a cell none for its text.
    package mutating func append(_ cells: [WorkbookCell]) throws(WorkbookError) {
      guard let sheet else { throw .failed("it has no sheet") }
      guard sheet.rowCount < 1_048_576 else { throw .tooManyRows(sheet: sheet.name) }
      for (column, cell) in cells.enumerated() { try write(cell, in: column, of: sheet) }
      self.sheet?.rowCount += 1
    }

    /// Writes the file.
    /// - Throws: `WorkbookError` if that fails; what is in the file then is of no use.
    package consuming func close() throws(WorkbookError) {
      // The library releases it, also if it fails.
      isOpen = false
      try Workbook.check(unsafe workbook_close(handle))
    }
  }

  extension Workbook {
    private mutating func write(
      _ cell: WorkbookCell, in column: Int, of sheet: Sheet
    ) throws(WorkbookError) {
      let (row, column) = (UInt32(clamping: sheet.rowCount), UInt16(clamping: column))
      let (handle, format) = unsafe (sheet.handle, format(of: cell))
      switch cell.content {
      case .empty: break
      case .text(let text):
        guard text.unicodeScalars.count <= 32_767 else {
          throw .textTooLong(sheet: sheet.name, row: sheet.rowCount + 1)
        }
        try Workbook.check(
          unsafe worksheet_write_string(handle, row, column, text.escapedForWorkbook, format))
      case .number(let digits):
        guard let number = Double(digits) else { throw .failed("\(digits) is not a number") }
        try Workbook.check(unsafe worksheet_write_number(handle, row, column, number, format))
      case .day(let year, let month, let day):
        var date = lxw_datetime(
          year: Int32(year), month: Int32(month), day: Int32(day), hour: 0, min: 0, sec: 0)
        try Workbook.check(unsafe worksheet_write_datetime(handle, row, column, &date, format))
      }
    }

    private mutating func format(of cell: WorkbookCell) -> UnsafeMutablePointer<lxw_format>? {
      let wanted = WorkbookFormat(number: cell.format, isBold: cell.isBold)
      guard wanted != WorkbookFormat(number: nil, isBold: false) else { return nil }
      if let known = unsafe formats[wanted] { return unsafe known }
      guard let format = unsafe workbook_add_format(handle) else { return nil }
      if let number = wanted.number { unsafe format_set_num_format(format, number) }
      if wanted.isBold { unsafe format_set_bold(format) }
      unsafe formats[wanted] = unsafe format
      return unsafe format
    }

    private static func check(_ code: lxw_error) throws(WorkbookError) {
      guard code != LXW_NO_ERROR else { return }
      throw .failed(unsafe lxw_strerror(code).map { unsafe String(cString: $0) } ?? "\(code)")
    }
  }

  /// How cells of a workbook are shown.
  private struct WorkbookFormat: Hashable {
    let number: String?
    let isBold: Bool
  }

  extension String {
    fileprivate func withMutableCString(_ body: (UnsafeMutablePointer<CChar>) -> Void) {
      var bytes = unsafe utf8CString.withUnsafeBufferPointer { unsafe Array($0) }
      unsafe bytes.withUnsafeMutableBufferPointer { bytes in
        if let start = bytes.baseAddress { unsafe body(start) }
      }
    }

    /// The text with `_x005F_` for an underscore that a reader would take for the start of an escaped
    /// character, such as `_x0041_`.
    ///
    /// Source: ECMA-376, part 1, 22.9.2.19, `ST_Xstring`.
    fileprivate var escapedForWorkbook: String {
      guard contains("_x") else { return self }
      let pieces = split(separator: "_x", omittingEmptySubsequences: false)
      return pieces.dropFirst().reduce(String(pieces.first ?? "")) { text, piece in
        let digits = piece.utf8.prefix(4)
        let isEscape =
          digits.count == 4 && digits.allSatisfy(\.isHexDigit)
          && piece.utf8.dropFirst(4).first == UInt8(ascii: "_")
        return text + (isEscape ? "_x005F_x" : "_x") + piece
      }
    }
  }

  extension UInt8 {
    fileprivate var isHexDigit: Bool { Character(Unicode.Scalar(self)).isHexDigit }
  }
#endif
