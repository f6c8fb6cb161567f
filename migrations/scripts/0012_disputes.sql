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

INSERT INTO release (schema_version, program_version)
VALUES
  (12, '0.3.0');
