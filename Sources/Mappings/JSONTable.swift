internal import Procurement

/// The rows of a JSON document, each an object of one of the lists that a mapping names, as CSV.
///
/// The columns are the single values that stand beside the lists at the top, `list` with the list's
/// place, and every name of the objects. Numbers keep their digits. All rows are held: such a document
/// is one object, and not a stream.
package struct JSONTable {
  /// The records, the header first, each field in quotes.
  package let csv: [UInt8]

  /// Reads a document.
  /// - Throws: `JSONTableError` where it is no JSON, or has none of the lists.
  package init(_ text: [UInt8], _ rule: JSONRule) throws(JSONTableError) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var json = JSONScanner(text.starts(with: mark) ? text[mark.count...] : text[...])
    var document = Document(rule)
    do throws(JSONFault) {
      try document.read(&json, at: [])
      guard json.isAtEnd else { throw .otherForm }
    } catch {
      throw JSONTableError("is not readable JSON at byte \(json.rest.startIndex)")
    }
    guard !document.found.isEmpty else {
      let lists = rule.lists.map { $0.joined(separator: ".") }.joined(separator: ", ")
      throw JSONTableError("has none of the lists \(quoted(lists))")
    }
    csv = document.csv
  }
}

/// Why a document has no rows.
package struct JSONTableError: Error, Equatable {
  /// What is wrong with it, as the rest of a sentence about the file.
  package let problem: String

  init(_ problem: String) { self.problem = problem }
}

/// What was read of a document.
private struct Document {
  private struct Row {
    let list: Int
    var values: [String: [UInt8]] = [:]
  }

  private let rule: JSONRule
  /// The lists that were found, by their place in the rule.
  private(set) var found: Set<Int> = []
  private var top: [(name: String, value: [UInt8])] = []
  private var names: [String] = []
  private var rows: [Row] = []

  init(_ rule: JSONRule) { self.rule = rule }

  mutating func read(_ json: inout JSONScanner, at path: [String]) throws(JSONFault) {
    json.passBlanks()
    try json.expect("{")
    if json.skip("}") { return }
    repeat {
      let name = try json.string().unescaped()
      try json.expect(":")
      let place = path + [String(decoding: name, as: UTF8.self)]
      if let list = rule.lists.firstIndex(of: place) {
        guard found.insert(list).inserted else { throw .repeated }
        try readList(list, &json)
      } else if json.next == UInt8(ascii: "{"),
        rule.lists.contains(where: { $0.starts(with: place) })
      {
        try read(&json, at: place)
      } else if let value = try json.singleValue(), path.isEmpty {
        top.append((place[0], value))
      }
    } while json.skip(",")
    try json.expect("}")
  }

  private mutating func readList(_ list: Int, _ json: inout JSONScanner) throws(JSONFault) {
    try json.expect("[")
    if json.skip("]") { return }
    repeat { rows.append(try row(of: list, &json)) } while json.skip(",")
    try json.expect("]")
  }

  private mutating func row(of list: Int, _ json: inout JSONScanner) throws(JSONFault) -> Row {
    var row = Row(list: list)
    try json.expect("{")
    if json.skip("}") { return row }
    repeat {
      let name = String(decoding: try json.string().unescaped(), as: UTF8.self)
      try json.expect(":")
      guard row.values[name] == nil else { throw .repeated }
      row.values[name] = try json.singleValue() ?? []
      if !names.contains(name) { names.append(name) }
    } while json.skip(",")
    try json.expect("}")
    return row
  }

  // MARK: Which rows say something

  private func key(_ row: Row) -> [[UInt8]] { rule.about.map { row.values[$0] ?? [] } }

  /// The rows that count, in their order.
  private var news: [Row] {
    guard !rule.about.isEmpty else { return rows }
    let first = Dictionary(rows.map { (key($0), $0.list) }, uniquingKeysWith: min)
    var news = rows.filter { first[key($0)] == $0.list }
    if let order = rule.order {
      // A sort that keeps the order of equal rows.
      news = news.enumerated().sorted { left, right in
        let texts = [left, right].map { $0.element.values[order] ?? [] }
        return texts[0] == texts[1]
          ? left.offset < right.offset : texts[0].lexicographicallyPrecedes(texts[1])
      }.map(\.element)
    }
    guard let says = rule.says else { return news }
    var said: [[[UInt8]]: [UInt8]] = [:]
    return news.filter { row in
      let text = row.values[says] ?? []
      return said.updateValue(text, forKey: key(row)) != text
    }
  }

  // MARK: As CSV

  var csv: [UInt8] {
    let top = top.filter { !names.contains($0.name) }
    let hasList = !names.contains("list")
    var output: [UInt8] = []
    let titles = top.map(\.name) + (hasList ? ["list"] : []) + names
    output.append(record: titles.map { Array($0.utf8) })
    for row in news {
      let list = Array(rule.lists[row.list].joined(separator: ".").utf8)
      output.append(
        record: top.map(\.value) + (hasList ? [list] : []) + names.map { row.values[$0] ?? [] })
    }
    return output
  }
}

extension [UInt8] {
  fileprivate mutating func append(record: [[UInt8]]) {
    for (index, field) in record.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      append(UInt8(ascii: "\""))
      for byte in field {
        if byte == UInt8(ascii: "\"") { append(byte) }
        append(byte)
      }
      append(UInt8(ascii: "\""))
    }
    append(UInt8(ascii: "\n"))
  }
}

extension JSONScanner {
  /// Reads a text, a number or a word as text, `null` as none; passes over what has values of its own,
  /// for which it is `nil`.
  fileprivate mutating func singleValue() throws(JSONFault) -> [UInt8]? {
    passBlanks()
    if next == UInt8(ascii: "\"") { return try string().unescaped() }
    let isSingle = next != UInt8(ascii: "{") && next != UInt8(ascii: "[")
    let front = rest
    try passValue()
    guard isSingle else { return nil }
    let value = front[..<rest.startIndex].trimmedBlanks
    let text = Array(value.prefix { !"\r\n".utf8.contains($0) })
    return text == Array("null".utf8) ? [] : text
  }
}

extension ArraySlice<UInt8> {
  /// A text of JSON with its escapes undone.
  fileprivate func unescaped() throws(JSONFault) -> [UInt8] {
    var output: [UInt8] = []
    var rest = self
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        output.append(byte)
        continue
      }
      guard let mark = rest.popFirst() else { throw .otherForm }
      switch mark {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): output.append(mark)
      case UInt8(ascii: "b"): output.append(0x08)
      case UInt8(ascii: "f"): output.append(0x0C)
      case UInt8(ascii: "n"): output.append(0x0A)
      case UInt8(ascii: "r"): output.append(0x0D)
      case UInt8(ascii: "t"): output.append(0x09)
      case UInt8(ascii: "u"): output += Array(String(try rest.scalar()).utf8)
      default: throw .otherForm
      }
    }
    return output
  }

  /// The character whose four digits are next, or eight of a pair.
  private mutating func scalar() throws(JSONFault) -> Unicode.Scalar {
    let first = try unit()
    guard 0xD800...0xDBFF ~= first else {
      guard let scalar = Unicode.Scalar(first) else { throw .otherForm }
      return scalar
    }
    guard popFirst() == UInt8(ascii: "\\"), popFirst() == UInt8(ascii: "u"),
      case let second = try unit(), 0xDC00...0xDFFF ~= second,
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw .otherForm }
    return scalar
  }

  private mutating func unit() throws(JSONFault) -> UInt32 {
    guard count >= 4, prefix(4).allSatisfy({ $0.isHexadecimal }),
      let unit = UInt32(String(decoding: prefix(4), as: UTF8.self), radix: 16)
    else { throw .otherForm }
    removeFirst(4)
    return unit
  }
}

extension UInt8 {
  fileprivate var isHexadecimal: Bool {
    isDigit || 0x41...0x46 ~= self || 0x61...0x66 ~= self
  }
}
