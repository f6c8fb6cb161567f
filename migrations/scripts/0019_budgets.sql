-- Planned spend of a buyer by month: with all providers, with one, or under one of its contracts.

INSERT INTO import_kind (kind)
VALUES
  ('budgets');

CREATE TABLE budget (
    id            INTEGER PRIMARY KEY,
    buyer_id      INTEGER NOT NULL REFERENCES organization,
    provider_id   INTEGER REFERENCES organization,
    contract_id   INTEGER REFERENCES contract,
    month         TEXT    NOT NULL CHECK (month || '-01' IS date(month || '-01', '+0 days')),
    currency      TEXT    NOT NULL REFERENCES currency,
    amount_units  INTEGER NOT NULL CHECK (amount_units >= 0),
    as_of         TEXT    CHECK (substr(as_of || '-01-01', 1, 10)
                                 IS date(substr(as_of || '-01-01', 1, 10), '+0 days')
                                 AND (length(as_of) = 4 OR length(as_of) = 7
                                      OR length(as_of) = 10)),
    source        TEXT,
    confidence    TEXT    CHECK (
        confidence = 'high' OR confidence = 'medium' OR confidence = 'low'),
    notes         TEXT,
    recorded_by   INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    recorded_line INTEGER NOT NULL,
    ended_by      INTEGER REFERENCES import DEFERRABLE INITIALLY DEFERRED
                          CHECK (ended_by > recorded_by),
    restored_from INTEGER REFERENCES import CHECK (restored_from < recorded_by),
    CHECK (contract_id IS NULL OR provider_id IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX budget_key ON budget (
    buyer_id, coalesce(provider_id, ''), coalesce(contract_id, ''), month, coalesce(as_of, ''))
    WHERE ended_by IS NULL;
CREATE INDEX budget_import ON budget (recorded_by);

CREATE VIEW budgets AS
SELECT buyer.slug AS buyer, provider.slug AS provider, contract.reference AS contract,
       budget.month, budget.currency,
       iif(amount_units < 0, '-', '') || rtrim((abs(amount_units) / factor) || '.'
           || substr(printf('%0*d', scale, abs(amount_units) % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, abs(amount_units) % factor),
                           minor_digits + 1), '0'), '.') AS amount,
       budget.amount_units, budget.as_of, budget.source, budget.confidence, budget.notes,
       coalesce(budget.restored_from, budget.recorded_by) AS import,
       budget.recorded_line AS line
FROM budget
JOIN currency_factor ON currency_factor.code = budget.currency
JOIN live_organization AS buyer ON buyer.organization_id = budget.buyer_id
LEFT JOIN live_organization AS provider ON provider.organization_id = budget.provider_id
LEFT JOIN live_contract AS contract ON contract.contract_id = budget.contract_id
WHERE budget.ended_by IS NULL;
