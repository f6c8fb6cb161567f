import Procurement

extension Standing {
  /// Months that are over and wait for an invoice (METRICS, M0, "Missing invoice").
  ///
  /// Chosen: the month of the exit day is waited for if the contract has days in it. Months before
  /// the start are not. A fee row that begins before the contract counts from the start on.
  var missingMonths: Set<String> {
    guard isBinding, !isOverAlways else { return [] }
    return Set(
      months(through: asOf).filter { month in
        month.lastDay <= asOf && hasFee(in: month) && !isBilled(month)
      }.map(\.description))
  }

  /// Months with a fee that is known and not 0, through the as-of day's; none before the
  /// contract's start.
  var feeMonths: Set<String> {
    guard isBinding, !isOverAlways else { return [] }
    return Set(
      months(through: asOf).filter {
        (fee(in: $0) ?? 0) > 0 && hasFee(in: $0) && (term.start.map { $0 <= asOf } ?? true)
      }.map(\.description))
  }

  /// The monthly fee in force, all tranches together; `nil` where none is or one is not known.
  func fee(in month: Month) -> Int? {
    let rows = feeRows(in: month)
    let fees = rows.compactMap { $0.number("monthly_fee") }
    return rows.isEmpty || fees.count < rows.count || isUnknown(in: month, beside: rows)
      ? nil : fees.reduce(0, +)
  }

  /// Whether the fee of a tranche that has no row for a month is not known: it has rows before and after it,
  /// or rows before it and the contract has renewed since.
  private func isUnknown(in month: Month, beside rows: [Row]) -> Bool {
    let isRenewed =
      term.renews && (term.firstExit.map { $0.adding(days: -1).month < month } ?? false)
    let paid = Set(rows.map { $0["tranche"] })
    let others = deal["fees"].filter { !paid.contains($0["tranche"]) }
    let after = Set(
      others.filter { $0.month("from_month").map { $0 > month } ?? false }.map { $0["tranche"] })
    return others.contains { row in
      (row.month("from_month").map { $0 < month } ?? false)
        && (isRenewed || after.contains(row["tranche"]))
    }
  }

  /// The rows of fees that cover a month.
  func feeRows(in month: Month) -> [Row] {
    deal["fees"].filter { row in
      guard let from = row.month("from_month") else { return false }
      return from <= month && row.month("to_month").map { month <= $0 } ?? true
    }
  }

  /// Whether a day of a line of service is before the start, or on the exit day or after it.
  func isBeforeStart(_ line: Row) -> Bool {
    guard let start = term.start, let from = line.first("service_from") else { return false }
    return from < start
  }

  func isAfterExit(_ line: Row) -> Bool {
    guard let over, let to = line.last("service_to") else { return false }
    return to >= over
  }

  /// Months in which the contract has days.
  private func months(through day: Day) -> [Month] {
    let first = term.start?.month ?? deal["fees"].compactMap { $0.month("from_month") }.min()
    let last = min(day, over?.adding(days: -1) ?? day).month
    guard let first, first <= last else { return [] }
    return (first.number...last.number).map { Month(number: $0) }
  }

  /// Whether a row of the month is not known to be 0.
  private func hasFee(in month: Month) -> Bool {
    feeRows(in: month).contains { $0.number("monthly_fee") != 0 }
  }

  private func isBilled(_ month: Month) -> Bool {
    deal["invoices"].contains { row in
      guard let issued = row.last("issued_on"), issued <= asOf else { return false }
      let from = row.first("service_from") ?? month.firstDay
      let to = row.last("service_to") ?? month.lastDay
      let isOfItsDays = from <= month.lastDay && to >= month.firstDay
      return row.month("billing_month") == month || isOfItsDays
    }
  }
}
