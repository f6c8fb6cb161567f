internal import Procurement

extension Report {
  /// The report with these columns alone, in this order, which no table leaves out.
  ///
  /// A table that has none of them is left out, unless it explains the figures: that was asked for by itself.
  /// A column is found by its name or, in a table that has none of that name, by its heading; a blank stands
  /// for `_`. With `currencies`, for people, a table that has amounts among them keeps
  /// its column of currencies; other formats have the currency beside each amount.
  /// - Throws: `UnknownColumnError` for a name that no table has.
  package func showing(
    columns names: [String], currencies: Bool = false
  ) throws(UnknownColumnError) -> Report {
    var known: [String] = []
    for column in sections.flatMap(\.columns) where !known.contains(column.name) {
      known.append(column.name)
    }
    // A column of a pivot may have blanks in its name.
    let names = names.map { known.contains($0) ? $0 : $0.replacing(" ", with: "_") }
    let columns = sections.flatMap(\.columns)
    for name in names where !columns.contains(where: { $0.name == name || $0.isHeaded(name) }) {
      throw UnknownColumnError(name: name, known: known)
    }
    return with(
      sections: sections.compactMap { $0.showing(names, currencies: currencies) })
  }
}

extension Section {
  fileprivate func showing(_ names: [String], currencies: Bool) -> Section? {
    let chosen = names.reduce(into: [Int]()) { places, name in
      let place =
        columns.firstIndex { $0.name == name } ?? columns.firstIndex { $0.isHeaded(name) }
      if let place, !places.contains(place) { places.append(place) }
    }
    guard !chosen.isEmpty else { return name == "explanation" ? self : nil }
    let added = currencies ? currencyPlace(besides: chosen).map { [$0] } ?? [] : []
    let places = chosen + added
    return Section(
      name: name, title: title,
      columns: chosen.map { columns[$0].with(.key) } + added.map { columns[$0] },
      rows: rows.mapped { row in places.map { row[$0] } },
      totals: totals.map { row in places.map { row[$0] } })
  }

  /// The place of the column of currencies, if amounts were chosen without it.
  private func currencyPlace(besides chosen: [Int]) -> Int? {
    guard chosen.contains(where: { columns[$0].kind == .money }) else { return nil }
    return columns.firstIndex { $0.name == "currency" }.flatMap { chosen.contains($0) ? nil : $0 }
  }
}

/// A column that no table of a report has.
package struct UnknownColumnError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was asked for.
  package let name: String
  /// What could be.
  package let known: [String]

  /// `no column "amout"; did you mean amount? The columns are provider, currency, …`
  package var description: String {
    let near = NearestNames.find(name, among: known)
    return "no column \"\(EscapedText.text(name, limit: 60))\"; "
      + (near.isEmpty ? "" : "did you mean \(near.joined(separator: " or "))? ")
      + "The columns are \(known.joined(separator: ", "))"
  }
}
