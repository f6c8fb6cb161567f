package import Procurement
internal import SQLite
package import Store

/// A stored revenue figure.
package struct KnownRevenue: Hashable, Sendable {
  /// The days in which it was earned.
  package let period: DayRange
  /// How much; for a run rate, a year's worth.
  package let amount: Money
  /// What kind of figure it is.
  package let basis: RevenueBasis
  /// When it was said.
  package let asOf: PartialDate?
  /// Its row, with the amount.
  package let evidence: Evidence

  /// The live figures of an organization, by period, the latest said first.
  package static func all(
    of organization: OrganizationID, from store: borrowing Store
  ) throws -> [KnownRevenue] {
    var rows = try Statement(
      """
      SELECT slug, period_start, period_end, basis, as_of, amount_units,
             currency.code, minor_digits, scale,
             import.id, import.file_name, revenue.recorded_line, revenue.source,
             revenue.notes
      FROM revenue
      JOIN live_organization AS organization
          ON organization.organization_id = revenue.organization_id
      JOIN currency ON currency.code = revenue.currency
      JOIN import ON import.id = coalesce(revenue.restored_from, revenue.recorded_by)
      WHERE revenue.ended_by IS NULL AND revenue.organization_id = ?1
      ORDER BY period_start, period_end, basis, as_of DESC
      """, on: store.connection)
    try rows.bind(organization.number, at: 1)
    var figures: [KnownRevenue] = []
    while try rows.step() {
      if let figure = try KnownRevenue(rows) { figures.append(figure) }
    }
    return figures
  }

  private init?(_ row: borrowing Statement) throws {
    guard let period = DayRange(from: try row.day(1), to: try row.day(2).adding(days: 1)),
      let basis: RevenueBasis = row.choice(3)
    else { return nil }
    self.period = period
    self.basis = basis
    asOf = try row.partialDate(4)
    amount = Money(units: row.int64(5), of: row.currency(from: 6))
    evidence = Evidence(
      "revenue of \(row.string(0)) \(period.label), \(basis.label)"
        + (asOf.map { " as of \($0)" } ?? ""), amount, row, from: 9)
  }
}

extension RevenueBasis {
  /// For people: `run rate`.
  package var label: String { self == .runRate ? "run rate" : rawValue }
}

extension DayRange {
  /// `2025`, `2026Q2` or `2026-05` where it is one, else `2026-05-03..2026-05-09`.
  package var label: String {
    let (start, end) = (from.month, last.adding(days: 1).month)
    guard from.dayOfMonth == 1, last == end.adding(months: -1).lastDay, start < end else {
      return "\(from)..\(last)"
    }
    return MonthRange(from: start, to: end).description
  }
}
