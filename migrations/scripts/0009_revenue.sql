-- Revenue of organizations, and exchange rates.

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
    restored_from   INTEGER REFERENCES import CHECK (restored_from < recorded_by),
    CHECK (period_start <= period_end)
) STRICT;

CREATE UNIQUE INDEX revenue_key
    ON revenue (organization_id, period_start, period_end, basis, coalesce(as_of, ''))
    WHERE ended_by IS NULL;
CREATE INDEX revenue_import ON revenue (recorded_by);

-- One unit of `base` is worth `rate` units of `quote`; the rate is exact decimal text.
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
                          CHECK (ended_by > recorded_by),
    restored_from INTEGER REFERENCES import CHECK (restored_from < recorded_by)
) STRICT;

CREATE UNIQUE INDEX fx_rate_key ON fx_rate (day, base, quote) WHERE ended_by IS NULL;
CREATE INDEX fx_rate_import ON fx_rate (recorded_by);
