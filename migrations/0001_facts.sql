-- Facts, each with two times. `recorded_by` is the import that brought a row, `recorded_line` its
-- line in that file, `ended_by` the import or undo that replaced or withdrew it. Rows are never
-- changed otherwise. A row is live while `ended_by` is null.
--
-- An organization, contract or invoice keeps one identity through its revisions: the id of its
-- first row (`organization_id`, `contract_id`, `invoice_id`). Other tables refer to that identity.
--
-- Money is in `…_units`: whole multiples of 10^-scale of its currency (table `currency`).
-- Dates are ISO 8601, as precise as their source: 2026, 2026-05 or 2026-05-03.

CREATE TABLE currency (
    code         TEXT PRIMARY KEY CHECK (code GLOB '[A-Z][A-Z][A-Z]'),
    name         TEXT    NOT NULL,
    minor_digits INTEGER          CHECK (minor_digits BETWEEN 0 AND 4),
    scale        INTEGER NOT NULL CHECK (scale BETWEEN 0 AND 8)
) STRICT, WITHOUT ROWID;

CREATE TABLE import (
    id              INTEGER PRIMARY KEY,
    kind            TEXT    NOT NULL CHECK (kind IN (
        'providers', 'contracts', 'events', 'fees', 'commitments', 'capacity', 'deliveries',
        'invoices', 'payments', 'revenue', 'fx', 'prices', 'termination-fees', 'sla', 'outages',
        'acceptances', 'undo')),
    file_name       TEXT,
    sha256          TEXT    CHECK (length(sha256) = 64),
    byte_count      INTEGER CHECK (byte_count >= 0),
    new_rows        INTEGER NOT NULL CHECK (new_rows >= 0),
    unchanged_rows  INTEGER NOT NULL CHECK (unchanged_rows >= 0),
    revised_rows    INTEGER NOT NULL CHECK (revised_rows >= 0),
    rejected_rows   INTEGER NOT NULL CHECK (rejected_rows >= 0),
    started_at      TEXT    NOT NULL,
    finished_at     TEXT    NOT NULL CHECK (finished_at >= started_at),
    program_version TEXT    NOT NULL,
    -- SHA-256 over the digest of the import before and every row that this one recorded.
    digest          TEXT    NOT NULL CHECK (length(digest) = 64),
    undone_by       INTEGER REFERENCES import CHECK (undone_by > id),
    CHECK ((kind = 'undo') = (sha256 IS NULL))
) STRICT;

CREATE UNIQUE INDEX import_file ON import (kind, sha256) WHERE undone_by IS NULL;

CREATE TABLE organization (
    id              INTEGER PRIMARY KEY,
    organization_id INTEGER NOT NULL REFERENCES organization,
    slug            TEXT    NOT NULL CHECK (slug <> ''),
    name            TEXT    NOT NULL CHECK (name <> ''),
    kind            TEXT    NOT NULL CHECK (kind IN ('buyer', 'provider', 'both')),
    parent_id       INTEGER REFERENCES organization CHECK (parent_id <> organization_id),
    country         TEXT    CHECK (country GLOB '[A-Z][A-Z]'),
    source          TEXT,
    confidence      TEXT    CHECK (confidence IN ('high', 'medium', 'low')),
    notes           TEXT,
    recorded_by     INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    recorded_line   INTEGER NOT NULL,
    ended_by        INTEGER REFERENCES import DEFERRABLE INITIALLY DEFERRED
                            CHECK (ended_by > recorded_by)
) STRICT;

CREATE UNIQUE INDEX organization_slug ON organization (slug) WHERE ended_by IS NULL;
CREATE INDEX organization_identity ON organization (organization_id);
CREATE INDEX organization_ended ON organization (slug) WHERE ended_by IS NOT NULL;

-- Other names of an organization, part of one row of it. An alias may belong to several
-- organizations; then a file that uses it is asked which one it means.
CREATE TABLE organization_alias (
    organization_row_id INTEGER NOT NULL REFERENCES organization,
    position            INTEGER NOT NULL,
    alias               TEXT    NOT NULL CHECK (alias <> ''),
    PRIMARY KEY (organization_row_id, position),
    UNIQUE (organization_row_id, alias)
) STRICT, WITHOUT ROWID;

CREATE TABLE contract (
    id                    INTEGER PRIMARY KEY,
    contract_id           INTEGER NOT NULL REFERENCES contract,
    provider_id           INTEGER NOT NULL REFERENCES organization,
    reference             TEXT    NOT NULL CHECK (reference <> ''),
    buyer_id              INTEGER NOT NULL REFERENCES organization CHECK (buyer_id <> provider_id),
    title                 TEXT,
    signed_on             TEXT    CHECK (substr(signed_on || '-01-01', 1, 10)
                                         IS date(substr(signed_on || '-01-01', 1, 10), '+0 days')
                                         AND length(signed_on) IN (4, 7, 10)),
    effective_on          TEXT    CHECK (substr(effective_on || '-01-01', 1, 10)
                                         IS date(substr(effective_on || '-01-01', 1, 10), '+0 days')
                                         AND length(effective_on) IN (4, 7, 10)),
    ends_on               TEXT    CHECK (substr(ends_on || '-01-01', 1, 10)
                                         IS date(substr(ends_on || '-01-01', 1, 10), '+0 days')
                                         AND length(ends_on) IN (4, 7, 10)),
    currency              TEXT    NOT NULL REFERENCES currency,
    headline_units        INTEGER CHECK (headline_units >= 0),
    headline_kind         TEXT    CHECK (headline_kind IN (
        'contracted', 'take_or_pay', 'up_to', 'at_least', 'estimate', 'lease', 'investment_plan',
        'backstop')),
    term_months           INTEGER CHECK (term_months > 0),
    notice_days           INTEGER CHECK (notice_days >= 0),
    notice_by             TEXT    CHECK (notice_by IN ('either', 'buyer', 'provider')),
    lock_in_months        INTEGER CHECK (lock_in_months >= 0),
    lock_in_until         TEXT    CHECK (lock_in_until IS date(lock_in_until, '+0 days')),
    termination_fee_units INTEGER CHECK (termination_fee_units >= 0),
    late_exit_days        INTEGER CHECK (late_exit_days >= 0),
    exit_terms            TEXT,
    payment_terms_days    INTEGER CHECK (payment_terms_days >= 0),
    auto_renewal_months   INTEGER CHECK (auto_renewal_months > 0),
    sla_cap_percent       TEXT,
    sla_claim_days        INTEGER CHECK (sla_claim_days >= 0),
    tolerance_units       INTEGER CHECK (tolerance_units >= 0),
    tolerance_percent     TEXT,
    status                TEXT    NOT NULL CHECK (status IN (
        'reported', 'announced', 'signed', 'active', 'expired', 'terminated', 'superseded')),
    source                TEXT,
    confidence            TEXT    CHECK (confidence IN ('high', 'medium', 'low')),
    notes                 TEXT,
    recorded_by           INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    recorded_line         INTEGER NOT NULL,
    ended_by              INTEGER REFERENCES import DEFERRABLE INITIALLY DEFERRED
                                  CHECK (ended_by > recorded_by),
    CHECK (lock_in_months IS NULL OR lock_in_until IS NULL)
) STRICT;

CREATE UNIQUE INDEX contract_reference ON contract (provider_id, reference)
    WHERE ended_by IS NULL;
CREATE INDEX contract_identity ON contract (contract_id);
CREATE INDEX contract_ended ON contract (provider_id, reference) WHERE ended_by IS NOT NULL;
