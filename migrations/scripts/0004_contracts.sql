-- Contracts and what happened to them.

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
    notice_months         INTEGER CHECK (notice_months >= 0),
    notice_by             TEXT    CHECK (notice_by IN ('either', 'buyer', 'provider')),
    -- The days on which a notice may take effect: the first of them after the notice period counts.
    notice_to             TEXT    CHECK (notice_to IN (
        'any_day', 'month_end', 'quarter_end', 'year_end')),
    lock_in_months        INTEGER CHECK (lock_in_months >= 0),
    lock_in_until         TEXT    CHECK (lock_in_until IS date(lock_in_until, '+0 days')),
    termination_fee_units INTEGER CHECK (termination_fee_units >= 0),
    late_exit_days        INTEGER CHECK (late_exit_days >= 0),
    exit_terms            TEXT,
    payment_terms_days    INTEGER CHECK (payment_terms_days >= 0),
    auto_renewal_months   INTEGER CHECK (auto_renewal_months > 0),
    renewal_notice_days   INTEGER CHECK (renewal_notice_days >= 0),
    renewal_notice_months INTEGER CHECK (renewal_notice_months >= 0),
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
    restored_from         INTEGER REFERENCES import CHECK (restored_from < recorded_by),
    CHECK (lock_in_months IS NULL OR lock_in_until IS NULL),
    CHECK (notice_days IS NULL OR notice_months IS NULL),
    CHECK (renewal_notice_days IS NULL OR renewal_notice_months IS NULL)
) STRICT;

CREATE UNIQUE INDEX contract_reference ON contract (provider_id, reference)
    WHERE ended_by IS NULL;
CREATE INDEX contract_identity ON contract (contract_id);
CREATE INDEX contract_ended ON contract (provider_id, reference) WHERE ended_by IS NOT NULL;
CREATE INDEX contract_import ON contract (recorded_by);

CREATE TABLE contract_event (
    id                 INTEGER PRIMARY KEY,
    contract_id        INTEGER NOT NULL REFERENCES contract,
    occurred_on        TEXT    NOT NULL CHECK (substr(occurred_on || '-01-01', 1, 10)
                                               IS date(substr(occurred_on || '-01-01', 1, 10),
                                                       '+0 days')
                                               AND length(occurred_on) IN (4, 7, 10)),
    kind               TEXT    NOT NULL CHECK (kind IN (
        'signed', 'amended', 'expanded', 'extended', 'ramp', 'price', 'notice',
        'notice_withdrawn', 'terminated', 'statement', 'disclosure', 'report', 'dispute')),
    summary            TEXT    NOT NULL CHECK (summary <> ''),
    -- When its effect begins; for a notice, the first day that need not be paid for.
    effective_on       TEXT    CHECK (substr(effective_on || '-01-01', 1, 10)
                                      IS date(substr(effective_on || '-01-01', 1, 10), '+0 days')
                                      AND length(effective_on) IN (4, 7, 10)),
    value_change_units INTEGER,
    new_total_units    INTEGER,
    subject            TEXT,
    figure             TEXT,
    other_figure       TEXT,
    source             TEXT,
    confidence         TEXT    CHECK (confidence IN ('high', 'medium', 'low')),
    notes              TEXT,
    recorded_by        INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    recorded_line      INTEGER NOT NULL,
    ended_by           INTEGER REFERENCES import DEFERRABLE INITIALLY DEFERRED
                               CHECK (ended_by > recorded_by),
    restored_from      INTEGER REFERENCES import CHECK (restored_from < recorded_by),
    CHECK ((kind = 'dispute') = (subject IS NOT NULL)),
    CHECK ((subject IS NULL) = (figure IS NULL) AND (subject IS NULL) = (other_figure IS NULL))
) STRICT;

CREATE UNIQUE INDEX contract_event_key ON contract_event (contract_id, occurred_on, kind, summary)
    WHERE ended_by IS NULL;
CREATE INDEX contract_event_import ON contract_event (recorded_by);
