-- What belongs to a contract besides its terms, revenue and exchange rates.

CREATE TABLE contract_event (
    id                 INTEGER PRIMARY KEY,
    contract_id        INTEGER NOT NULL REFERENCES contract,
    occurred_on        TEXT    NOT NULL CHECK (substr(occurred_on || '-01-01', 1, 10)
                                               IS date(substr(occurred_on || '-01-01', 1, 10),
                                                       '+0 days')
                                               AND length(occurred_on) IN (4, 7, 10)),
    kind               TEXT    NOT NULL CHECK (kind IN (
        'signed', 'amended', 'expanded', 'extended', 'ramp', 'price', 'notice', 'terminated',
        'statement', 'disclosure', 'report', 'dispute')),
    summary            TEXT    NOT NULL CHECK (summary <> ''),
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
    CHECK ((kind = 'dispute') = (subject IS NOT NULL)),
    CHECK ((subject IS NULL) = (figure IS NULL) AND (subject IS NULL) = (other_figure IS NULL))
) STRICT;

CREATE UNIQUE INDEX contract_event_key ON contract_event (contract_id, occurred_on, kind, summary)
    WHERE ended_by IS NULL;

-- A month without a fee row has no fee; a row without a fee has one that is not known. Fees of
-- several tranches, or of a tranche and of none, are added.
CREATE TABLE fee_schedule (
    id                INTEGER PRIMARY KEY,
    contract_id       INTEGER NOT NULL REFERENCES contract,
    tranche           TEXT    CHECK (tranche <> ''),
    from_month        TEXT    NOT NULL
                          CHECK (from_month || '-01' IS date(from_month || '-01', '+0 days')),
    to_month          TEXT    CHECK (to_month || '-01' IS date(to_month || '-01', '+0 days')),
    monthly_fee_units INTEGER CHECK (monthly_fee_units >= 0),
    source            TEXT,
    confidence        TEXT    CHECK (confidence IN ('high', 'medium', 'low')),
    notes             TEXT,
    recorded_by       INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    recorded_line     INTEGER NOT NULL,
    ended_by          INTEGER REFERENCES import DEFERRABLE INITIALLY DEFERRED
                              CHECK (ended_by > recorded_by),
    CHECK (from_month <= to_month)
) STRICT;

CREATE UNIQUE INDEX fee_schedule_key
    ON fee_schedule (contract_id, coalesce(tranche, ''), from_month) WHERE ended_by IS NULL;

CREATE TRIGGER fee_schedule_months_overlap BEFORE INSERT ON fee_schedule
WHEN EXISTS (
    SELECT 1 FROM fee_schedule AS other
    WHERE other.contract_id = NEW.contract_id AND other.tranche IS NEW.tranche
      AND other.ended_by IS NULL
      AND other.from_month <= coalesce(NEW.to_month, '9999-12')
      AND NEW.from_month <= coalesce(other.to_month, '9999-12'))
BEGIN
    SELECT RAISE(ABORT, 'another fee of this contract covers some of these months');
END;

-- A minimum is money for kind spend, and a quantity of a unit for kind usage.
CREATE TABLE commitment (
    id                      INTEGER PRIMARY KEY,
    contract_id             INTEGER NOT NULL REFERENCES contract,
    from_day                TEXT    NOT NULL CHECK (from_day IS date(from_day, '+0 days')),
    to_day                  TEXT    NOT NULL CHECK (to_day IS date(to_day, '+0 days')),
    kind                    TEXT    NOT NULL CHECK (kind IN ('spend', 'usage')),
    minimum_units           INTEGER CHECK (minimum_units > 0),
    minimum_quantity        TEXT,
    unit                    TEXT,
    interval                TEXT    NOT NULL
                                    CHECK (interval IN ('month', 'quarter', 'year', 'term')),
    -- Billed cost builds up to the minimum, or a prepaid pool of it burns down and the rest expires.
    draw                    TEXT    NOT NULL CHECK (draw IN ('build_up', 'burn_down')),
    carries_forward         INTEGER NOT NULL CHECK (carries_forward IN (0, 1)),
    carry_forward_cap_units INTEGER CHECK (carry_forward_cap_units >= 0),
    carry_forward_cap_quantity TEXT,
    has_relief              INTEGER NOT NULL CHECK (has_relief IN (0, 1)),
    source                  TEXT,
    confidence              TEXT    CHECK (confidence IN ('high', 'medium', 'low')),
    notes                   TEXT,
    recorded_by             INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    recorded_line           INTEGER NOT NULL,
    ended_by                INTEGER REFERENCES import DEFERRABLE INITIALLY DEFERRED
                                    CHECK (ended_by > recorded_by),
    CHECK (from_day <= to_day),
    CHECK ((kind = 'spend') = (minimum_units IS NOT NULL)),
    CHECK ((kind = 'usage') = (minimum_quantity IS NOT NULL)),
    CHECK ((kind = 'usage') = (unit IS NOT NULL)),
    CHECK (draw = 'build_up' OR NOT carries_forward),
    CHECK (carries_forward OR (carry_forward_cap_units IS NULL
                               AND carry_forward_cap_quantity IS NULL))
) STRICT;

CREATE UNIQUE INDEX commitment_key ON commitment (contract_id, from_day, kind)
    WHERE ended_by IS NULL;

CREATE TABLE revenue (
    id              INTEGER PRIMARY KEY,
    organization_id INTEGER NOT NULL REFERENCES organization,
    period_start    TEXT    NOT NULL CHECK (period_start IS date(period_start, '+0 days')),
    period_end      TEXT    NOT NULL CHECK (period_end IS date(period_end, '+0 days')),
    currency        TEXT    NOT NULL REFERENCES currency,
    amount_units    INTEGER NOT NULL,
    basis           TEXT    NOT NULL
                            CHECK (basis IN ('reported', 'estimate', 'run_rate', 'forecast')),
    as_of           TEXT    CHECK (substr(as_of || '-01-01', 1, 10)
                                   IS date(substr(as_of || '-01-01', 1, 10), '+0 days')
                                   AND length(as_of) IN (4, 7, 10)),
    source          TEXT,
    confidence      TEXT    CHECK (confidence IN ('high', 'medium', 'low')),
    notes           TEXT,
    recorded_by     INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    recorded_line   INTEGER NOT NULL,
    ended_by        INTEGER REFERENCES import DEFERRABLE INITIALLY DEFERRED
                            CHECK (ended_by > recorded_by),
    CHECK (period_start <= period_end)
) STRICT;

CREATE UNIQUE INDEX revenue_key
    ON revenue (organization_id, period_start, period_end, basis, coalesce(as_of, ''))
    WHERE ended_by IS NULL;

-- One of `base` is worth `rate` of `quote`; the rate is exact decimal text.
CREATE TABLE fx_rate (
    id            INTEGER PRIMARY KEY,
    day           TEXT    NOT NULL CHECK (day IS date(day, '+0 days')),
    base          TEXT    NOT NULL REFERENCES currency,
    quote         TEXT    NOT NULL REFERENCES currency CHECK (quote <> base),
    rate          TEXT    NOT NULL,
    source        TEXT,
    confidence    TEXT    CHECK (confidence IN ('high', 'medium', 'low')),
    notes         TEXT,
    recorded_by   INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    recorded_line INTEGER NOT NULL,
    ended_by      INTEGER REFERENCES import DEFERRABLE INITIALLY DEFERRED
                          CHECK (ended_by > recorded_by)
) STRICT;

CREATE UNIQUE INDEX fx_rate_key ON fx_rate (day, base, quote) WHERE ended_by IS NULL;
