package import Procurement
package import SQLite

/// Records contracts with their terms.
package struct ContractTable: ~Copyable {
  private var facts: FactTable

  /// Readies its statements for the facts of import `number`, which need not be stored yet.
  package init(
    _ store: borrowing Store, import number: Int64, isRevising: Bool = false
  ) throws(SQLiteError) {
    facts = try FactTable(
      find: """
        SELECT buyer_id, title, signed_on, effective_on, ends_on, currency,
               headline_units, headline_kind, term_months, notice_days, notice_by,
               lock_in_months, lock_in_until, termination_fee_units, late_exit_days, exit_terms,
               payment_terms_days, auto_renewal_months, sla_cap_percent, sla_claim_days,
               tolerance_units, tolerance_percent, status,
               source, confidence, notes, coalesce(restored_from, recorded_by), recorded_line, id
        FROM contract WHERE provider_id = ?1 AND reference = ?2 AND ended_by IS NULL
        """,
      add: """
        INSERT INTO contract (
            id, contract_id, provider_id, reference,
            buyer_id, title, signed_on, effective_on, ends_on, currency,
            headline_units, headline_kind, term_months, notice_days, notice_by,
            lock_in_months, lock_in_until, termination_fee_units, late_exit_days, exit_terms,
            payment_terms_days, auto_renewal_months, sla_cap_percent, sla_claim_days,
            tolerance_units, tolerance_percent, status,
            source, confidence, notes, recorded_by, recorded_line)
        SELECT next.id,
               coalesce((SELECT contract_id FROM contract
                         WHERE provider_id = ?1 AND reference = ?2
                           AND ended_by IS NOT NULL LIMIT 1), next.id),
               ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
               ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30
        FROM (SELECT coalesce(max(id), 0) + 1 AS id FROM contract) AS next
        """,
      end: "UPDATE contract SET ended_by = ?1 WHERE id = ?2",
      columns: [
        .organization("buyer"), .plain("title"), .plain("signed_on"), .plain("effective_on"),
        .plain("ends_on"), .plain("currency"), .money("headline_value"), .plain("headline_kind"),
        .plain("term_months"), .plain("notice_days"), .plain("notice_by"),
        .plain("lock_in_months"), .plain("lock_in_until"), .money("termination_fee"),
        .plain("late_exit_days"), .plain("exit_terms"), .plain("payment_terms_days"),
        .plain("auto_renewal_months"), .plain("sla_cap_percent"), .plain("sla_claim_days"),
        .money("tolerance"), .plain("tolerance_percent"),
        .plain("status"),
      ] + FactColumn.provenance,
      import: number, isRevising: isRevising, in: store)
  }

  /// Records a contract that stands on `line` of the file.
  /// - Throws: `SQLiteError` where the schema refuses it.
  package mutating func record(_ contract: Contract, line: Int) throws(SQLiteError) -> Recording {
    let exit = contract.exit
    return try facts.record(
      key: [.id(contract.provider), .text(contract.reference)],
      content: [
        .id(contract.buyer), .text(contract.title), .date(contract.signedOn),
        .date(contract.effectiveOn), .date(contract.endsOn), .text(contract.currency.code),
        .units(contract.headline?.value), .name(contract.headline?.kind),
        .number(contract.headline?.termMonths), .number(exit.noticeDays), .name(exit.noticeBy),
        .number(exit.lockInMonths), .day(exit.lockInUntil), .units(exit.terminationFee),
        .number(exit.lateExitDays), .text(exit.words), .number(contract.paymentTermsDays),
        .number(contract.autoRenewalMonths), .decimal(contract.service.creditCapPercent),
        .number(contract.service.claimDays), .units(contract.tolerance.amount),
        .decimal(contract.tolerance.percent), .name(contract.status),
      ] + contract.provenance.values,
      in: contract.currency, line: line)
  }
}
