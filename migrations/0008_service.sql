-- What a contract says of prices, of leaving and of its level of service; what was down; and what
-- the audit found and somebody accepted.

-- A price holds from its first month to its last, or until the next row of the SKU.
CREATE TABLE contract_price (
    id            INTEGER PRIMARY KEY,
    contract_id   INTEGER NOT NULL REFERENCES contract,
    sku           TEXT    NOT NULL CHECK (sku <> ''),
    from_month    TEXT    NOT NULL
                          CHECK (from_month || '-01' IS date(from_month || '-01', '+0 days')),
    to_month      TEXT    CHECK (to_month || '-01' IS date(to_month || '-01', '+0 days')),
    unit          TEXT    NOT NULL CHECK (unit <> ''),
    unit_price    TEXT    NOT NULL,
    source        TEXT,
    confidence    TEXT    CHECK (confidence IN ('high', 'medium', 'low')),
    notes         TEXT,
    recorded_by   INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    recorded_line INTEGER NOT NULL,
    ended_by      INTEGER REFERENCES import DEFERRABLE INITIALLY DEFERRED
                          CHECK (ended_by > recorded_by),
    restored_from INTEGER REFERENCES import CHECK (restored_from < recorded_by),
    CHECK (from_month <= to_month)
) STRICT;

CREATE UNIQUE INDEX contract_price_key ON contract_price (contract_id, sku, from_month)
    WHERE ended_by IS NULL;
CREATE INDEX contract_price_import ON contract_price (recorded_by);

-- What it costs to leave by notice on a day from its first to its last, or until the next row: an
-- amount, a percentage of the fees that would have followed, or both.
CREATE TABLE termination_fee (
    id                INTEGER PRIMARY KEY,
    contract_id       INTEGER NOT NULL REFERENCES contract,
    from_day          TEXT    NOT NULL CHECK (from_day IS date(from_day, '+0 days')),
    to_day            TEXT    CHECK (to_day IS date(to_day, '+0 days')),
    fee_units         INTEGER CHECK (fee_units >= 0),
    remaining_percent TEXT,
    source            TEXT,
    confidence        TEXT    CHECK (confidence IN ('high', 'medium', 'low')),
    notes             TEXT,
    recorded_by       INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    recorded_line     INTEGER NOT NULL,
    ended_by          INTEGER REFERENCES import DEFERRABLE INITIALLY DEFERRED
                              CHECK (ended_by > recorded_by),
    restored_from     INTEGER REFERENCES import CHECK (restored_from < recorded_by),
    CHECK (from_day <= to_day),
    CHECK (fee_units IS NOT NULL OR remaining_percent IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX termination_fee_key ON termination_fee (contract_id, from_day)
    WHERE ended_by IS NULL;
CREATE INDEX termination_fee_import ON termination_fee (recorded_by);

-- A month whose availability is below a percentage gives a credit: of tiers, the lowest that it is
-- below counts.
CREATE TABLE sla_tier (
    id             INTEGER PRIMARY KEY,
    contract_id    INTEGER NOT NULL REFERENCES contract,
    below_percent  TEXT    NOT NULL,
    credit_percent TEXT    NOT NULL,
    source         TEXT,
    confidence     TEXT    CHECK (confidence IN ('high', 'medium', 'low')),
    notes          TEXT,
    recorded_by    INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    recorded_line  INTEGER NOT NULL,
    ended_by       INTEGER REFERENCES import DEFERRABLE INITIALLY DEFERRED
                           CHECK (ended_by > recorded_by),
    restored_from  INTEGER REFERENCES import CHECK (restored_from < recorded_by)
) STRICT;

CREATE UNIQUE INDEX sla_tier_key ON sla_tier (contract_id, below_percent) WHERE ended_by IS NULL;
CREATE INDEX sla_tier_import ON sla_tier (recorded_by);

-- Times are UTC, `2026-05-03T14:00:00Z`; an outage without an end goes on. Without a tranche, all of
-- the contract's capacity was down.
CREATE TABLE outage (
    id            INTEGER PRIMARY KEY,
    contract_id   INTEGER NOT NULL REFERENCES contract,
    tranche       TEXT    CHECK (tranche <> ''),
    from_time     TEXT    NOT NULL
                          CHECK (from_time IS strftime('%Y-%m-%dT%H:%M:%SZ', from_time)),
    to_time       TEXT    CHECK (to_time IS strftime('%Y-%m-%dT%H:%M:%SZ', to_time)),
    is_excluded   INTEGER NOT NULL CHECK (is_excluded IN (0, 1)),
    cause         TEXT,
    source        TEXT,
    confidence    TEXT    CHECK (confidence IN ('high', 'medium', 'low')),
    notes         TEXT,
    recorded_by   INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    recorded_line INTEGER NOT NULL,
    ended_by      INTEGER REFERENCES import DEFERRABLE INITIALLY DEFERRED
                          CHECK (ended_by > recorded_by),
    restored_from INTEGER REFERENCES import CHECK (restored_from < recorded_by),
    CHECK (from_time < to_time)
) STRICT;

CREATE UNIQUE INDEX outage_key ON outage (contract_id, coalesce(tranche, ''), from_time)
    WHERE ended_by IS NULL;
CREATE INDEX outage_import ON outage (recorded_by);

-- What the audit found and somebody accepted, with the reason. `subject` is the invoice's number, or
-- what else the finding is of. `facts` is a hash of what it was found from: once that changes,
-- the finding comes back.
CREATE TABLE audit_acceptance (
    id            INTEGER PRIMARY KEY,
    provider_id   INTEGER NOT NULL REFERENCES organization,
    code          TEXT    NOT NULL CHECK (code <> ''),
    subject       TEXT    NOT NULL CHECK (subject <> ''),
    facts         TEXT    NOT NULL CHECK (length(facts) = 64),
    why           TEXT    NOT NULL CHECK (why <> ''),
    source        TEXT,
    confidence    TEXT    CHECK (confidence IN ('high', 'medium', 'low')),
    notes         TEXT,
    recorded_by   INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    recorded_line INTEGER NOT NULL,
    ended_by      INTEGER REFERENCES import DEFERRABLE INITIALLY DEFERRED
                          CHECK (ended_by > recorded_by),
    restored_from INTEGER REFERENCES import CHECK (restored_from < recorded_by)
) STRICT;

CREATE UNIQUE INDEX audit_acceptance_key ON audit_acceptance (provider_id, code, subject)
    WHERE ended_by IS NULL;
CREATE INDEX audit_acceptance_import ON audit_acceptance (recorded_by);
