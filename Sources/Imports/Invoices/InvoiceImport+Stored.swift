internal import Procurement
internal import Store

// Invoices that an earlier file brought: of an earlier command, or of this one.

extension InvoiceImport {
  /// Opens an invoice that an earlier file brought, and revises it where it differs and may.
  mutating func openStored(
    _ invoice: OpenInvoice, _ stored: StoredLines, _ differences: [Difference],
    _ store: borrowing Store
  ) throws {
    delivery?.unfinished[invoice.account.rowID] = nil
    guard let first = differences.first else { return state = .open(invoice) }
    state = .settled
    if stored.isOfThisDelivery {
      let earlier = try place.text(stored.origin, store)
      refuse(refusal(first, invoice.run, firstSaidBy: earlier), invoice.run)
    } else if !options.isRevising {
      try refuse(differences, line: invoice.place.line, stored.origin, invoice, store)
    } else {
      state = .open(invoice)
      _ = try beginRevision(of: invoice)
      tally.add(try revision(of: invoice, differences, line: invoice.place.line, store))
    }
  }

  mutating func refuse(
    _ differences: [Difference], line: Int, _ origin: Origin, _ invoice: OpenInvoice,
    _ store: borrowing Store
  ) throws {
    let reason = try place.conflict(differences, origin, naming: parser.names, store)
    refuse(invoice.place.refusal(line: line, reason, .conflict), invoice.run)
  }

  func revision(
    of invoice: OpenInvoice, _ differences: [Difference], line: Int, number: Int? = nil,
    _ store: borrowing Store
  ) throws -> Revision {
    Revision(
      file: file, line: line,
      what: "invoice \(shown(invoice))" + (number.map { " line \($0)" } ?? ""),
      replaces: try invoice.stored.map { try place.text($0.origin, store) } ?? "",
      changes: differences.map { $0.change(naming: parser.names) })
  }

  /// Says that a field of an invoice is not what another row says of it, which stands at `place`.
  func refusal(
    _ difference: Difference, _ run: InvoiceRun, firstSaidBy place: String
  ) -> Refusal {
    let name = difference.column.title
    let reason =
      "is not what \(place) says of the same invoice: "
      + difference.storedText(naming: parser.names)
    guard let field = Field.allCases.first(where: { $0.column.name == name }) else {
      return run.place.refusal(line: run.place.line, "\(name) \(reason)", .disagreement)
    }
    return run.place.refusal(field, reason, .disagreement)
  }

  func shown(_ invoice: OpenInvoice) -> String {
    EscapedText.text(invoice.header.number, limit: 60)
  }
}

// MARK: Its lines

extension InvoiceImport {
  /// Matches a line with the stored one that it is: by its number, else by its id, else by what it says.
  mutating func match(
    _ line: LineBatch.Line, of batch: LineBatch, in invoice: OpenInvoice, _ store: borrowing Store
  ) throws {
    invoice.count(line)
    guard let stored = invoice.stored else { return }
    let isAnother = stored.isOfThisDelivery && line.number == 0 && line.lineID.isNone
    guard !isAnother || !options.areRepeatsKept, let number = try number(of: line, batch, invoice)
    else {
      invoice.stored?.unmatched.append((line, batch))
      return
    }
    switch try lines.compare(line, of: batch, number: number, with: invoice.account) {
    case .missing: invoice.stored?.unmatched.append((line, batch))
    case .same(let fileLine):
      if isAnother {
        let origin = Origin(importNumber: stored.origin.importNumber, line: fileLine)
        let reason = RepeatedLine.reason(try place.text(origin, store))
        return refuse(
          invoice.place.refusal(line: line.fileLine, reason, .repeated), invoice.run)
      }
      noteMatch(number, line, invoice)
      tally.unchanged += 1
    case .different(let differences, let fileLine):
      guard options.isRevising, !stored.isOfThisDelivery else {
        let origin = Origin(importNumber: stored.origin.importNumber, line: fileLine)
        return try refuse(differences, line: line.fileLine, origin, invoice, store)
      }
      noteMatch(number, line, invoice, isChanged: true)
      try replace(number, by: line, of: batch, differences, in: invoice, store)
    }
  }

  /// The number of the stored line that a line of the file is, if one is likely to be.
  private mutating func number(
    of line: LineBatch.Line, _ batch: LineBatch, _ invoice: OpenInvoice
  ) throws -> Int? {
    guard line.number == 0 else { return line.number }
    guard var stored = invoice.stored else { return nil }
    let next = stored.lastMatched + 1
    if stored.identities == nil, !stored.matched.contains(next),
      case .same = try lines.compare(line, of: batch, number: next, with: invoice.account)
    {
      return next
    }
    var identities =
      try stored.identities ?? lines.identities(of: invoice.account, without: stored.matched)
    stored.identities = nil
    invoice.stored?.identities = nil
    let number = try lines.take(line, of: batch, from: &identities, in: invoice.account) {
      stored.matched.contains($0)
    }
    invoice.stored?.identities = identities
    return number
  }

  mutating func noteMatch(
    _ number: Int, _ line: LineBatch.Line, _ invoice: OpenInvoice, isChanged: Bool = false
  ) {
    guard invoice.stored?.match(number, isChanged: isChanged) == false else { return }
    refuse(
      invoice.place.refusal(
        line: line.fileLine, "has the line_no of an earlier line of the file, \(number)", .repeated),
      invoice.run)
  }

  /// Stores a line in the place of the stored one of a number.
  mutating func replace(
    _ number: Int, by line: LineBatch.Line, of batch: LineBatch, _ differences: [Difference],
    in invoice: OpenInvoice, _ store: borrowing Store
  ) throws {
    var line = line
    line.number = number
    let revision = try revision(of: invoice, for: line)
    try lines.add(line, of: batch, to: revision, over: invoice.account)
    tally.add(
      try self.revision(of: invoice, differences, line: line.fileLine, number: number, store))
  }

  /// Where a line of the revision of an invoice goes.
  mutating func revision(
    of invoice: OpenInvoice, for line: LineBatch.Line
  ) throws -> LineAccount {
    let revision = try beginRevision(of: invoice)
    guard revision.isDivided(by: line) else { return revision }
    let divided = try lines.divide(revision)
    invoice.revision = divided
    return divided
  }
}
