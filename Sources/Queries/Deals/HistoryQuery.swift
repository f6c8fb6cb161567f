/// A question whose rows are entries of a history, all with the same columns: date, contract,
/// buyer, kind, summary, amount in units, currency code, minor digits, scale, confidence,
/// import, file name, recorded_line, source, notes, provider, new total in units.
struct HistoryQuery {
  /// With three parameters: buyer, provider and contract, or NULL for any.
  let sql: String

  private init(_ sql: String) { self.sql = sql }

  /// In the order in which entries of one day are shown.
  static let all = [
    signed, events, fees, capacityPromised, capacity, invoices, payments, ends,
  ]

  private static let signed = HistoryQuery(
    """
    SELECT coalesce(signed_on, effective_on), contract.reference, buyer.slug,
           iif(signed_on IS NULL AND effective_on IS NOT NULL, 'effective', 'signed'),
           coalesce(title, 'contract ' || reference)
               || coalesce(' (' || replace(headline_kind, '_', ' ') || ')', ''),
           headline_units, currency.code, minor_digits, scale, contract.confidence,
           import.id, import.file_name, contract.recorded_line, contract.source,
           contract.notes,
           provider.slug, NULL
    FROM live_contract AS contract
    JOIN currency ON currency.code = contract.currency
    JOIN live_organization AS buyer ON buyer.organization_id = contract.buyer_id
    JOIN live_organization AS provider
        ON provider.organization_id = contract.provider_id
    JOIN import ON import.id = coalesce(contract.restored_from, contract.recorded_by)
    WHERE (?1 IS NULL OR contract.buyer_id = ?1)
      AND (?2 IS NULL OR contract.provider_id = ?2)
      AND (?3 IS NULL OR contract.contract_id = ?3)
    """)

  private static let events = HistoryQuery(
    """
    SELECT occurred_on, contract.reference, buyer.slug, event.kind,
           iif(event.kind = 'dispute', subject || ': ' || figure || ' | ' || other_figure,
               summary),
           value_change_units,
           currency.code, minor_digits, scale, coalesce(event.confidence, contract.confidence),
           import.id, import.file_name, event.recorded_line, event.source, event.notes,
           provider.slug, event.new_total_units
    FROM contract_event AS event
    JOIN live_contract AS contract ON contract.contract_id = event.contract_id
    JOIN currency ON currency.code = contract.currency
    JOIN live_organization AS buyer ON buyer.organization_id = contract.buyer_id
    JOIN live_organization AS provider
        ON provider.organization_id = contract.provider_id
    JOIN import ON import.id = coalesce(event.restored_from, event.recorded_by)
    WHERE event.ended_by IS NULL
      AND (?1 IS NULL OR contract.buyer_id = ?1)
      AND (?2 IS NULL OR contract.provider_id = ?2)
      AND (?3 IS NULL OR contract.contract_id = ?3)
    ORDER BY occurred_on, event.id
    """)

  private static let fees = HistoryQuery(
    """
    SELECT from_month, contract.reference, buyer.slug, 'fee',
           iif(monthly_fee_units IS NULL, 'monthly fee not disclosed', 'monthly fee')
               || coalesce(' of ' || tranche, '')
               || iif(to_month IS NULL, ', end not known', ' through ' || to_month),
           monthly_fee_units, currency.code, minor_digits, scale,
           coalesce(fee.confidence, contract.confidence),
           import.id, import.file_name, fee.recorded_line, fee.source, fee.notes,
           provider.slug, NULL
    FROM fee_schedule AS fee
    JOIN live_contract AS contract ON contract.contract_id = fee.contract_id
    JOIN currency ON currency.code = contract.currency
    JOIN live_organization AS buyer ON buyer.organization_id = contract.buyer_id
    JOIN live_organization AS provider
        ON provider.organization_id = contract.provider_id
    JOIN import ON import.id = coalesce(fee.restored_from, fee.recorded_by)
    WHERE fee.ended_by IS NULL
      AND (?1 IS NULL OR contract.buyer_id = ?1)
      AND (?2 IS NULL OR contract.provider_id = ?2)
      AND (?3 IS NULL OR contract.contract_id = ?3)
    ORDER BY from_month
    """)

  private static let capacityPromised = HistoryQuery(
    """
    SELECT coalesce(due_on, signed_on, effective_on), contract.reference, buyer.slug,
           iif(due_on IS NULL, 'capacity promised', 'capacity due'),
           promised.words, NULL, NULL, NULL, NULL,
           coalesce(promise.confidence, contract.confidence),
           import.id, import.file_name, promise.recorded_line, promise.source, promise.notes,
           provider.slug, NULL
    FROM capacity_commitment AS promise
    JOIN capacity_words AS promised
        ON promised.kind = 'promise' AND promised.id = promise.id
    JOIN live_contract AS contract ON contract.contract_id = promise.contract_id
    JOIN live_organization AS buyer ON buyer.organization_id = contract.buyer_id
    JOIN live_organization AS provider
        ON provider.organization_id = contract.provider_id
    JOIN import ON import.id = coalesce(promise.restored_from, promise.recorded_by)
    WHERE promise.ended_by IS NULL
      AND (?1 IS NULL OR contract.buyer_id = ?1)
      AND (?2 IS NULL OR contract.provider_id = ?2)
      AND (?3 IS NULL OR contract.contract_id = ?3)
    """)

  /// A plan keeps its own day, so that a delivery without one is not taken for punctual.
  private static let capacity = HistoryQuery(
    """
    SELECT step.day, contract.reference, buyer.slug, step.kind, words, NULL, NULL, NULL, NULL,
           coalesce(step.confidence, contract.confidence),
           import.id, import.file_name, step.recorded_line, step.source, step.notes,
           provider.slug, NULL
    FROM (
        SELECT *, planned_on AS day, 'capacity planned' AS kind
        FROM capacity_delivery WHERE planned_on IS NOT NULL OR status = 'planned'
        UNION ALL
        SELECT *, delivered_on, 'capacity delivered'
        FROM capacity_delivery WHERE status = 'delivered'
        UNION ALL
        SELECT *, accepted_on, 'capacity accepted'
        FROM capacity_delivery WHERE accepted_on IS NOT NULL
        UNION ALL
        SELECT *, withdrawn_on, 'capacity withdrawn'
        FROM capacity_delivery WHERE withdrawn_on IS NOT NULL
    ) AS step
    JOIN capacity_words ON capacity_words.kind = 'delivery' AND capacity_words.id = step.id
    LEFT JOIN live_contract AS contract ON contract.contract_id = step.contract_id
    LEFT JOIN live_organization AS buyer ON buyer.organization_id = contract.buyer_id
    JOIN live_organization AS provider
        ON provider.organization_id = step.provider_id
    JOIN import ON import.id = coalesce(step.restored_from, step.recorded_by)
    WHERE step.ended_by IS NULL
      AND (?1 IS NULL OR contract.buyer_id = ?1)
      AND (?2 IS NULL OR step.provider_id = ?2)
      AND (?3 IS NULL OR step.contract_id = ?3)
    ORDER BY step.id
    """)

  private static let invoices = HistoryQuery(
    """
    SELECT issued_on, contract.reference, buyer.slug, replace(invoice.kind, '_', ' '),
           number || ' for ' || billing_month || coalesce(', due ' || due_on, '')
               || coalesce(', credits ' || credits_number, ''),
           total_units, currency.code, minor_digits, scale, invoice.confidence,
           import.id, import.file_name, invoice.recorded_line, invoice.source, invoice.notes,
           provider.slug, NULL
    FROM invoice
    JOIN currency ON currency.code = invoice.currency
    LEFT JOIN live_contract AS contract ON contract.contract_id = invoice.contract_id
    JOIN live_organization AS buyer ON buyer.organization_id = invoice.buyer_id
    JOIN live_organization AS provider
        ON provider.organization_id = invoice.provider_id
    JOIN import ON import.id = coalesce(invoice.restored_from, invoice.recorded_by)
    WHERE invoice.ended_by IS NULL
      AND (?1 IS NULL OR invoice.buyer_id = ?1)
      AND (?2 IS NULL OR invoice.provider_id = ?2)
      AND (?3 IS NULL OR invoice.contract_id = ?3)
    ORDER BY issued_on, number
    """)

  private static let payments = HistoryQuery(
    """
    SELECT paid_on, contract.reference, buyer.slug, 'payment',
           payment.reference || ' of invoice ' || number, amount_units,
           currency.code, minor_digits, scale, payment.confidence,
           import.id, import.file_name, payment.recorded_line, payment.source, payment.notes,
           provider.slug, NULL
    FROM payment
    JOIN invoice ON invoice.invoice_id = payment.invoice_id AND invoice.ended_by IS NULL
    JOIN currency ON currency.code = invoice.currency
    LEFT JOIN live_contract AS contract ON contract.contract_id = invoice.contract_id
    JOIN live_organization AS buyer ON buyer.organization_id = invoice.buyer_id
    JOIN live_organization AS provider
        ON provider.organization_id = invoice.provider_id
    JOIN import ON import.id = coalesce(payment.restored_from, payment.recorded_by)
    WHERE payment.ended_by IS NULL
      AND (?1 IS NULL OR invoice.buyer_id = ?1)
      AND (?2 IS NULL OR invoice.provider_id = ?2)
      AND (?3 IS NULL OR invoice.contract_id = ?3)
    ORDER BY paid_on, payment.id
    """)

  private static let ends = HistoryQuery(
    """
    SELECT ends_on, contract.reference, buyer.slug, 'ends', 'the last day of its term', NULL,
           NULL, NULL, NULL, contract.confidence,
           import.id, import.file_name, contract.recorded_line, contract.source,
           contract.notes,
           provider.slug, NULL
    FROM live_contract AS contract
    JOIN live_organization AS buyer ON buyer.organization_id = contract.buyer_id
    JOIN live_organization AS provider
        ON provider.organization_id = contract.provider_id
    JOIN import ON import.id = coalesce(contract.restored_from, contract.recorded_by)
    WHERE ends_on IS NOT NULL
      AND (?1 IS NULL OR contract.buyer_id = ?1)
      AND (?2 IS NULL OR contract.provider_id = ?2)
      AND (?3 IS NULL OR contract.contract_id = ?3)
    """)
}
