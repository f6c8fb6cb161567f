internal import Procurement
internal import Store

// Stored invoices of which the file says something else, once all rows were read.

extension InvoiceImport {
  /// Brings the stored lines of an invoice in step with those of the file, or refuses them where that would
  /// lose or add a line that nobody asked for.
  /// - Returns: whether it could be done.
  mutating func settle(_ invoice: OpenInvoice, _ store: borrowing Store) throws -> Bool {
    guard let stored = invoice.stored else { return true }
    let missing =
      stored.matchedCount < stored.count
      ? try lines.unmatched(of: invoice.account, without: stored.matched) : []
    let (new, gone) = try settleChanged(stored.unmatched, missing, of: invoice, store)
    guard !spoiled.contains(invoice.header.number) else { return false }
    let isAdding = stored.isOfThisDelivery || options.isAddingLines
    if let first = new.first, !isAdding, !options.isRevising {
      refuse(refusalToAdd(new.count, from: first.line, stored, invoice), invoice.run)
      return false
    }
    if !gone.isEmpty, !isAdding {
      guard options.isRevising, options.isDroppingLines else {
        refuse(try refusalToDrop(gone, stored, invoice, store), invoice.run)
        return false
      }
      tally.add(
        Revision(
          file: file, line: invoice.place.line, what: "invoice \(shown(invoice))",
          replaces: "import \(stored.origin.importNumber)",
          changes: ["lines \(stored.count) -> \(stored.count - gone.count + new.count)"]))
    }
    try write(new, dropping: isAdding ? [] : gone, of: invoice)
    if isAdding, !gone.isEmpty {
      let numbers = Set(gone.map(\.number))
      invoice.count(
        try lines.keep(invoice.account, of: stored.origin.importNumber, in: nil) {
          numbers.contains($0)
        })
    }
    return true
  }

  /// Takes each line of the file for the stored one that it corrects: it is for the same, or it charges the
  /// same. Lines that are only added are never taken for others that charge the same.
  /// - Returns: the lines that are new, and the stored ones that the file does not have.
  private mutating func settleChanged(
    _ given: [(line: LineBatch.Line, batch: LineBatch)], _ missing: [UnmatchedLine],
    of invoice: OpenInvoice, _ store: borrowing Store
  ) throws -> (new: [(line: LineBatch.Line, batch: LineBatch)], gone: [UnmatchedLine]) {
    guard let stored = invoice.stored, !stored.isOfThisDelivery, !given.isEmpty, !missing.isEmpty
    else { return (given, missing) }
    var corrections = Corrections(
      of: missing,
      by: given.map { $0.line.number == 0 ? lines.likeness($0.line, of: $0.batch) : nil })
    corrections.pair(by: \.purpose)
    if !options.isAddingLines {
      corrections.pair(by: \.charge)
      corrections.pair(by: \.undatedCharge)
    }
    for (place, old) in corrections.pairs {
      let (line, batch) = given[place]
      guard
        case .different(let differences, let fileLine) = try lines.compare(
          line, of: batch, number: old.number, with: invoice.account)
      else { continue }
      guard options.isRevising else {
        let origin = Origin(importNumber: stored.origin.importNumber, line: fileLine)
        try refuse(differences, line: line.fileLine, origin, invoice, store)
        continue
      }
      noteMatch(old.number, line, invoice, isChanged: true)
      try replace(old.number, by: line, of: batch, differences, in: invoice, store)
    }
    let paired = Set(corrections.pairs.map(\.given))
    return (given.indices.filter { !paired.contains($0) }.map { given[$0] }, corrections.missing)
  }

  /// Adds the new lines, and copies those that stay to the row that takes the place of the stored one, where
  /// there is to be one.
  private mutating func write(
    _ new: [(line: LineBatch.Line, batch: LineBatch)], dropping gone: [UnmatchedLine],
    of invoice: OpenInvoice
  ) throws {
    guard let stored = invoice.stored, invoice.revision != nil || !new.isEmpty || !gone.isEmpty
    else { return }
    for (line, batch) in new {
      var line = line
      if line.number == 0 { line.number = invoice.nextNumber() }
      try lines.add(line, of: batch, to: try revision(of: invoice, for: line))
      if line.exactAmount != nil { report.countRounding(of: line, in: invoice.header.currency) }
      tally.new += 1
    }
    let dropped = Set(gone.map(\.number))
    let revision = try beginRevision(of: invoice)
    _ = try lines.keep(invoice.account, of: stored.origin.importNumber, in: revision) {
      !stored.changed.contains($0) && !dropped.contains($0)
    }
    try lines.insertRows()
  }

  private func refusalToAdd(
    _ count: Int, from line: LineBatch.Line, _ stored: StoredLines, _ invoice: OpenInvoice
  ) -> Refusal {
    let hasGrown = stored.matchedCount == stored.count
    let lines = count == 1 ? "this line is" : "\(count) lines from here on are"
    let number = stored.origin.importNumber
    return invoice.place.refusal(
      .number,
      (hasGrown
        ? "has grown since import \(number): \(lines) new"
        : "conflicts with import \(number): \(lines) not in the store")
        + "; nothing was changed (--add-lines adds \(count == 1 ? "it" : "them"))", .conflict,
      line: line.fileLine)
  }

  private func refusalToDrop(
    _ gone: [UnmatchedLine], _ stored: StoredLines, _ invoice: OpenInvoice,
    _ store: borrowing Store
  ) throws -> Refusal {
    let count = stored.count - gone.count
    guard options.isRevising, let first = gone.first else {
      return invoice.place.refusal(
        .number,
        "conflicts with import \(stored.origin.importNumber): the invoice has "
          + "\(StoredLines.words(stored.count)) in the store and \(count) of them here; nothing was"
          + " changed", .conflict)
    }
    let origin = Origin(importNumber: stored.origin.importNumber, line: first.fileLine)
    return invoice.place.refusal(
      .number,
      "would lose \(StoredLines.words(gone.count)), the first of them \(try place.text(origin, store));"
        + " nothing was changed (--drop-lines drops what is not in the file, --add-lines keeps it)",
      .conflict)
  }
}

/// Lines of a file, by their places, and the stored ones that they may correct.
private struct Corrections {
  /// The stored lines that no line of the file corrects so far.
  private(set) var missing: [UnmatchedLine]
  /// What each line of the file has in common with one that it corrects; `nil` once it does, and for one that
  /// has a number of its own.
  private var likeness: [LineLikeness?]
  private(set) var pairs: [(given: Int, stored: UnmatchedLine)] = []

  init(of missing: [UnmatchedLine], by likeness: [LineLikeness?]) {
    self.missing = missing
    self.likeness = likeness
  }

  /// Pairs each stored line with the first of the file's that has something in common with it.
  mutating func pair(by feature: KeyPath<LineLikeness, Int?>) {
    var places: [Int: [Int]] = [:]
    for place in likeness.indices.reversed() {
      guard let key = likeness[place]?[keyPath: feature] else { continue }
      places[key, default: []].append(place)
    }
    var rest: [UnmatchedLine] = []
    for line in missing {
      if let key = line.likeness[keyPath: feature], let place = places[key]?.popLast() {
        pairs.append((place, line))
        likeness[place] = nil
      } else {
        rest.append(line)
      }
    }
    missing = rest
  }
}

extension StoredLines {
  /// `1 line`, `2 lines`.
  fileprivate static func words(_ count: Int) -> String { "\(count) line\(count == 1 ? "" : "s")" }
}
