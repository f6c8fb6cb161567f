-- Service levels that contracts promise, outages, and accepted findings of the audit.

-- A month whose availability is below a percentage earns a credit. Of several tiers, the lowest
-- that the availability is below counts.
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

-- Times are UTC, `2026-05-03T14:00:00Z`; an outage without an end is still open. Without a tranche,
-- all of the contract's capacity was down.
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

-- A finding of the audit that somebody accepted, with the reason. `subject` is the invoice's
-- number, or whatever else the finding is about. `facts` is a hash of the facts behind the finding:
-- if they change, the finding returns.
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
