internal import Mustache

/// A table with what belongs to it.
struct PageTable: MustacheParent {
  let id, title, level, basis: String
  let columns: [PageColumn]
  let rows: [PageRow]
  let totals: [PageRow]
  /// How many rows are shown until all are asked for.
  let first: Int
  let rest: PageRest?
  let notes: [String]
  let figures: [PageFigure]

  func child(named name: String) -> Any? {
    switch name {
    case "id": id
    case "title": title
    case "level": level
    case "basis": (basis.isEmpty ? nil : basis).orFalse
    case "columns": columns
    case "rows": rows
    case "totals": totals
    case "hasTotals": !totals.isEmpty
    case "isEmpty": rows.isEmpty
    case "isLong": rows.count > first
    case "hasDetails": columns.contains(where: \.isDetail)
    case "first": first
    case "rest": rest.orFalse
    case "notes": notes
    case "hasNotes": !notes.isEmpty
    case "noteCount": notes.count == 1 ? "1 note" : "\(notes.count) notes"
    case "figures": figures
    case "hasFigures": !figures.isEmpty
    default: false
    }
  }
}

/// The rows that are not on the page.
struct PageRest: MustacheParent {
  let words, command: String

  func child(named name: String) -> Any? {
    switch name {
    case "words": words
    case "command": command
    default: false
    }
  }
}

/// The head of a column.
struct PageColumn: MustacheParent {
  let name, heading: String
  let isNumeric, isDetail: Bool

  func child(named name: String) -> Any? {
    switch name {
    case "name": self.name
    case "heading": heading
    case "class": PageCell.classes(isNumeric ? "n" : nil, isDetail ? "x" : nil)
    default: false
    }
  }
}

/// The cells of a row.
struct PageRow: MustacheParent {
  let cells: [PageCell]

  func child(named name: String) -> Any? { name == "cells" ? cells : nil }
}

/// A cell, and where it leads.
struct PageCell: MustacheParent {
  var isHead = false
  var text = ""
  var classes: Any = false
  /// A number as programs read it.
  var value: String?
  var remark: String?
  var link: Link?

  enum Link {
    /// A part of the page.
    case part(String)
    /// The rows and sources of the figure.
    case figure(String)

    fileprivate var part: String? { if case .part(let id) = self { id } else { nil } }
    fileprivate var figure: String? { if case .figure(let id) = self { id } else { nil } }
  }

  func child(named name: String) -> Any? {
    switch name {
    case "isHead": isHead
    case "text": text
    case "class": classes
    case "value": value.orFalse
    case "remark": remark.orFalse
    case "part": link?.part.orFalse ?? false
    case "figure": link?.figure.orFalse ?? false
    default: false
    }
  }

  /// The name of a field, of which a copy has the name for programs.
  static func field(_ name: String) -> PageCell {
    PageCell(
      isHead: true, text: name.replacing("_", with: " ").capitalizedFirst, value: name)
  }

  /// The names of classes as an attribute has them; `false` if there are none.
  static func classes(_ names: String?...) -> Any {
    let words = names.compactMap(\.self).joined(separator: " ")
    return words.isEmpty ? false : words
  }
}

/// A figure's formula and the rows behind it.
struct PageFigure: MustacheParent {
  let id, name, formula: String
  let records: [Record]
  let rest: String?

  func child(named name: String) -> Any? {
    switch name {
    case "id": id
    case "name": self.name
    case "formula": formula
    case "records": records
    case "hasRecords": !records.isEmpty
    case "rest": rest.orFalse
    default: false
    }
  }

  /// A stored row.
  struct Record: MustacheParent {
    let words, amount, place: String
    let source, notes: String?

    func child(named name: String) -> Any? {
      switch name {
      case "record": words
      case "amount": (amount.isEmpty ? nil : amount).orFalse
      case "place": place
      case "source": source.orFalse
      case "notes": notes.orFalse
      default: false
      }
    }
  }
}
