-- Disputes of invoices: the part that is held back, why, and what came of it. Without an amount all of
-- the invoice is disputed; without `resolved_on` the dispute is open.

INSERT INTO import_kind (kind)
VALUES
  ('disputes');

CREATE TABLE dispute (
    id            INTEGER PRIMARY KEY,
    invoice_id    INTEGER NOT NULL REFERENCES invoice,
    opened_on     TEXT    NOT NULL CHECK (substr(opened_on || '-01-01', 1, 10)
                                          IS date(substr(opened_on || '-01-01', 1, 10), '+0 days')
                                          AND (length(opened_on) = 4 OR length(opened_on) = 7
                                               OR length(opened_on) = 10)),
    amount_units  INTEGER CHECK (amount_units > 0),
    reason        TEXT    NOT NULL CHECK (reason <> ''),
    resolved_on   TEXT    CHECK (substr(resolved_on || '-01-01', 1, 10)
                                 IS date(substr(resolved_on || '-01-01', 1, 10), '+0 days')
                                 AND (length(resolved_on) = 4 OR length(resolved_on) = 7
                                      OR length(resolved_on) = 10)),
    outcome       TEXT    CHECK (outcome = 'credited' OR outcome = 'paid' OR outcome = 'settled'
                                 OR outcome = 'withdrawn'),
    source        TEXT,
    confidence    TEXT    CHECK (
        confidence = 'high' OR confidence = 'medium' OR confidence = 'low'),
    notes         TEXT,
    recorded_by   INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    recorded_line INTEGER NOT NULL,
    ended_by      INTEGER REFERENCES import DEFERRABLE INITIALLY DEFERRED
                          CHECK (ended_by > recorded_by),
    restored_from INTEGER REFERENCES import CHECK (restored_from < recorded_by),
    CHECK (outcome IS NULL OR resolved_on IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX dispute_key ON dispute (invoice_id, opened_on) WHERE ended_by IS NULL;
CREATE INDEX dispute_import ON dispute (recorded_by);

-- The fees of a tranche are found by the index of the key; with `tranche IS`, each new fee was compared
-- with all fees of the contract.
DROP TRIGGER fee_schedule_months_overlap;

CREATE TRIGGER fee_schedule_months_overlap BEFORE INSERT ON fee_schedule
WHEN EXISTS (
    SELECT 1 FROM fee_schedule AS other
    WHERE other.contract_id = NEW.contract_id
      AND coalesce(other.tranche, '') = coalesce(NEW.tranche, '')
      AND other.ended_by IS NULL
      AND other.from_month <= coalesce(NEW.to_month, '9999-12')
      AND NEW.from_month <= coalesce(other.to_month, '9999-12'))
BEGIN
    SELECT RAISE(ABORT, 'another fee of this contract covers some of these months');
END;
