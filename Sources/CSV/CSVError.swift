/// Why a file is not the CSV that is read here, and where.
package struct CSVError: Error, Equatable, CustomStringConvertible {
  /// The physical line, from 1.
  package let line: Int
  /// The number of the field in its record, from 1; `nil` where no one field is at fault.
  package let column: Int?
  /// The character in the line, from 1, counted in Unicode scalars; `nil` where no one is at fault.
  package let position: Int?
  /// What is wrong there.
  package let problem: Problem

  /// A fault at a place; what is not known of the place is left out.
  package init(line: Int, column: Int? = nil, position: Int? = nil, problem: Problem) {
    self.line = line
    self.column = column
    self.position = position
    self.problem = problem
  }

  /// What to do about it.
  package var hint: String { problem.hint }

  /// `line 3, field 2, character 14: a quote inside a field that does not begin with one`
  package var description: String {
    let field = column.map { ", field \($0)" } ?? ""
    let character = position.map { ", character \($0)" } ?? ""
    return "line \(line)\(field)\(character): \(problem)"
  }
}

extension CSVError {
  /// What is wrong, without the place. Byte offsets count from the start of the file, from 0.
  package enum Problem: Error, Equatable {
    case quoteInsideField
    case formulaWithoutQuotes
    case textAfterClosingQuote
    /// At the place where the quote is opened; `lastLine` is where the file ends.
    case quoteNeverClosed(lastLine: Int)
    case nul(byteOffset: Int)
    case invalidUTF8(byte: UInt8, byteOffset: Int)
    case cutUTF8(byte: UInt8, byteOffset: Int)
    case notText(FileSignature)
    case fieldTooLong(limit: Int)
    case recordTooLong(limit: Int)
    case tooManyFields(limit: Int)
  }
}

// MARK: For a person

extension CSVError.Problem: CustomStringConvertible {
  /// `text after the closing quote of a field`
  package var description: String {
    switch self {
    case .quoteInsideField:
      "a quote inside a field that does not begin with one"
    case .formulaWithoutQuotes:
      "a formula without quotes around it"
    case .textAfterClosingQuote:
      "text after the closing quote of a field"
    case .quoteNeverClosed(let lastLine):
      "a quote opened here is never closed; the file ends on line \(lastLine)"
    case .nul(let byteOffset):
      "a NUL byte, at byte offset \(byteOffset)"
    case .invalidUTF8(let byte, let byteOffset):
      "byte \(byte.hexadecimal), at byte offset \(byteOffset), is not valid UTF-8"
    case .cutUTF8(let byte, let byteOffset):
      "the file ends inside a character, which byte \(byte.hexadecimal)"
        + " at byte offset \(byteOffset) begins"
    case .notText(let signature):
      "the file is \(signature.name), not CSV text in UTF-8"
    case .fieldTooLong(let limit):
      "a field is longer than \(limit.byteText)"
    case .recordTooLong(let limit):
      "a record is longer than \(limit.byteText)"
    case .tooManyFields(let limit):
      "a record has more than \(limit) fields"
    }
  }

  var hint: String {
    switch self {
    case .quoteInsideField:
      #"put the field in quotes and double each quote inside it: "19"" rack""#
    case .formulaWithoutQuotes:
      "put it in quotes and double each quote inside it, or read the file by a mapping with"
        + " excel_text = true"
    case .textAfterClosingQuote:
      "inside quotes, write a quote twice; after the closing quote, begin the next field"
    case .quoteNeverClosed:
      "close the quote, or double it where it belongs to the text"
    case .nul:
      "the file may be damaged, or not be text; export it again"
    case .invalidUTF8:
      "the file may be Latin-1 or Windows-1252; if so, say --encoding windows-1252"
    case .cutUTF8:
      "the file may be incomplete; fetch or export it again"
    case .notText(let signature):
      signature.hint
    case .fieldTooLong, .recordTooLong:
      "a closing quote or a line end may be missing"
    case .tooManyFields:
      "line ends may be missing, or the file be turned on its side"
    }
  }
}

extension UInt8 {
  /// `0xFC`
  fileprivate var hexadecimal: String {
    "0x" + (self < 16 ? "0" : "") + String(self, radix: 16, uppercase: true)
  }
}

extension Int {
  /// `1 MiB`, or `1000 bytes` where it is not whole.
  fileprivate var byteText: String {
    self > 0 && isMultiple(of: 1 << 20) ? "\(self >> 20) MiB" : "\(self) bytes"
  }
}
