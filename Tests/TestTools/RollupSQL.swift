/// What the roll-ups must have, by another way than the program's: from all lines, in SQL.
package enum RollupSQL {
  /// The rows of `charge`, in the order of its columns: what each import and undo changed, but for what it took
  /// off and put back.
  package static let charges = """
    SELECT provider_id, contract, billing_month, currency, buyer_id, issued_on, service_from,
           service_to, charge_category, number, sum(sign * (amount_units >> 32)),
           sum(sign * (amount_units & 4294967295)), sum(sign)
    FROM (
        \(lines("recorded_by", sign: 1)) UNION ALL \(lines("ended_by", sign: -1)))
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
    """

  /// The rows of `spend_month`, in the order of its columns.
  package static let spend = """
    SELECT provider_id, contract_id, billing_month, currency, buyer_id,
           max(CASE length(issued_on) WHEN 10 THEN issued_on
               WHEN 4 THEN issued_on || '-12-31' ELSE date(issued_on || '-01', '+1 month', '-1 day') END),
           sum(amount_high * (charge_category <> 'Tax')), sum(amount_low * (charge_category <> 'Tax')),
           sum(line_count * (charge_category <> 'Tax')),
           sum(amount_high * (charge_category = 'Tax')), sum(amount_low * (charge_category = 'Tax')),
           sum(line_count * (charge_category = 'Tax'))
    FROM charge GROUP BY 1, 2, 3, 4, 5
    """

  /// Makes the roll-ups anew.
  package static let rebuild = """
    DELETE FROM charge;
    INSERT INTO charge \(charges);
    DELETE FROM spend_month;
    INSERT INTO spend_month \(spend);
    """

  /// Live lines of each key without the import, as amount and count: of these, the halves of an amount are added
  /// up anew, so that they can be compared.
  package static let live = """
    SELECT provider_id, contract_id, billing_month, currency, buyer_id, issued_on, service_from, service_to,
           charge_category, (sum(amount_high) << 32) + sum(amount_low), sum(line_count)
    FROM charge GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
    HAVING sum(line_count) > 0
    """

  /// The same from the lines.
  package static let liveLines = """
    SELECT provider_id, contract, billing_month, currency, buyer_id, issued_on, service_from, service_to,
           charge_category, sum(amount_units), count(*)
    FROM (\(lines("recorded_by", sign: 1, where: "ended_by IS NULL")))
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
    """

  private static func lines(
    _ number: String, sign: Int, where condition: String? = nil
  ) -> String {
    """
    SELECT provider_id, coalesce(contract_id, own_contract_id, 0) AS contract, billing_month, currency,
           buyer_id, issued_on, coalesce(service_from, -1000000) AS service_from,
           coalesce(service_to, -1000000) AS service_to, charge_category, \(number) AS number,
           \(sign) AS sign, amount_units
    FROM invoice JOIN invoice_line ON invoice_row_id = invoice.id
    WHERE \(condition ?? "\(number) IS NOT NULL")
    """
  }
}
