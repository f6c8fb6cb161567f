-- What a contract costs: fees, prices, minimums, and the price of leaving.

-- A month without a fee row has no fee; a row without an amount has a fee that is not known. Fees
-- of several tranches, and a fee without a tranche, are added.
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
    restored_from     INTEGER REFERENCES import CHECK (restored_from < recorded_by),
    CHECK (from_month <= to_month)
) STRICT;

CREATE UNIQUE INDEX fee_schedule_key
    ON fee_schedule (contract_id, coalesce(tranche, ''), from_month) WHERE ended_by IS NULL;
CREATE INDEX fee_schedule_import ON fee_schedule (recorded_by);

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

-- What it costs to leave by notice on a day from the first to the last, or until the next row: an
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
    -- Billed cost builds up to the minimum, or a prepaid pool burns down and what is left expires.
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
    restored_from           INTEGER REFERENCES import CHECK (restored_from < recorded_by),
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
CREATE INDEX commitment_import ON commitment (recorded_by);
