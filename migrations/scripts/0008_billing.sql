-- Invoices, their lines and payments, and the roll-up that spend reports read.
--
-- Checks against three values or more do not use IN here: SQLite would build a table of the values
-- for every row.

CREATE TABLE invoice (
    id             INTEGER PRIMARY KEY,
    invoice_id     INTEGER NOT NULL REFERENCES invoice,
    provider_id    INTEGER NOT NULL REFERENCES organization,
    number         TEXT    NOT NULL CHECK (number <> ''),
    buyer_id       INTEGER NOT NULL REFERENCES organization,
    contract_id    INTEGER REFERENCES contract,
    billing_month  TEXT    NOT NULL
                          CHECK (billing_month || '-01' IS date(billing_month || '-01', '+0 days')),
    issued_on      TEXT    NOT NULL CHECK (substr(issued_on || '-01-01', 1, 10)
                                           IS date(substr(issued_on || '-01-01', 1, 10), '+0 days')
                                           AND (length(issued_on) = 4 OR length(issued_on) = 7
                                                OR length(issued_on) = 10)),
    received_on    TEXT    CHECK (substr(received_on || '-01-01', 1, 10)
                                  IS date(substr(received_on || '-01-01', 1, 10), '+0 days')
                                  AND (length(received_on) = 4 OR length(received_on) = 7
                                       OR length(received_on) = 10)),
    due_on         TEXT    CHECK (substr(due_on || '-01-01', 1, 10)
                                  IS date(substr(due_on || '-01-01', 1, 10), '+0 days')
                                  AND (length(due_on) = 4 OR length(due_on) = 7
                                       OR length(due_on) = 10)),
    currency       TEXT    NOT NULL REFERENCES currency,
    -- Always the sum of its lines.
    total_units    INTEGER NOT NULL,
    kind           TEXT    NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
    credits_number TEXT,
    source         TEXT,
    confidence     TEXT    CHECK (
        confidence = 'high' OR confidence = 'medium' OR confidence = 'low'),
    notes          TEXT,
    recorded_by    INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    recorded_line  INTEGER NOT NULL,
    ended_by       INTEGER REFERENCES import DEFERRABLE INITIALLY DEFERRED
                           CHECK (ended_by > recorded_by),
    restored_from  INTEGER REFERENCES import CHECK (restored_from < recorded_by),
    CHECK (kind = 'invoice' OR total_units <= 0)
) STRICT;

-- A provider may use a number again in another year.
CREATE UNIQUE INDEX invoice_number ON invoice (provider_id, number, substr(issued_on, 1, 4))
    WHERE ended_by IS NULL;
CREATE INDEX invoice_identity ON invoice (invoice_id);
-- Tells which months of a contract have an invoice.
CREATE INDEX invoice_month ON invoice (contract_id, billing_month)
    WHERE ended_by IS NULL AND kind = 'invoice';
-- Finds the identity of an invoice that returns after its row was ended.
CREATE INDEX invoice_ended ON invoice (provider_id, number, substr(issued_on, 1, 4))
    WHERE ended_by IS NOT NULL;
CREATE INDEX invoice_import ON invoice (recorded_by);

-- Names that lines repeat, stored once.
CREATE TABLE sku (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;

CREATE TABLE unit (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;

-- A line is part of one row of its invoice and shares its two times. Quantity and unit price are
-- exact decimal text. Service days are counted from 1970-01-01; both are included. `amount_text` is
-- the amount as it was given if `amount_units` had to round it.
CREATE TABLE invoice_line (
    invoice_row_id  INTEGER NOT NULL REFERENCES invoice,
    line_no         INTEGER NOT NULL CHECK (line_no > 0),
    sku_id          INTEGER REFERENCES sku,
    description     TEXT,
    quantity        TEXT,
    unit_id         INTEGER REFERENCES unit,
    unit_price      TEXT,
    amount_units    INTEGER NOT NULL,
    amount_text     TEXT,
    service_from    INTEGER,
    service_to      INTEGER,
    charge_category TEXT    NOT NULL CHECK (
        charge_category = 'Usage' OR charge_category = 'Purchase' OR charge_category = 'Tax'
        OR charge_category = 'Credit' OR charge_category = 'Adjustment'),
    recorded_line   INTEGER NOT NULL,
    PRIMARY KEY (invoice_row_id, line_no),
    CHECK ((service_from IS NULL) = (service_to IS NULL)),
    CHECK (service_from <= service_to)
) STRICT, WITHOUT ROWID;

CREATE TABLE payment (
    id            INTEGER PRIMARY KEY,
    invoice_id    INTEGER NOT NULL REFERENCES invoice,
    reference     TEXT    NOT NULL CHECK (reference <> ''),
    paid_on       TEXT    NOT NULL CHECK (substr(paid_on || '-01-01', 1, 10)
                                          IS date(substr(paid_on || '-01-01', 1, 10), '+0 days')
                                          AND (length(paid_on) = 4 OR length(paid_on) = 7
                                               OR length(paid_on) = 10)),
    amount_units  INTEGER NOT NULL,
    source        TEXT,
    confidence    TEXT    CHECK (
        confidence = 'high' OR confidence = 'medium' OR confidence = 'low'),
    notes         TEXT,
    recorded_by   INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    recorded_line INTEGER NOT NULL,
    ended_by      INTEGER REFERENCES import DEFERRABLE INITIALLY DEFERRED
                          CHECK (ended_by > recorded_by),
    restored_from INTEGER REFERENCES import CHECK (restored_from < recorded_by)
) STRICT;

CREATE UNIQUE INDEX payment_key ON payment (invoice_id, reference) WHERE ended_by IS NULL;
CREATE INDEX payment_import ON payment (recorded_by);

-- Sums of the live lines, kept up to date by the transaction that changes the lines. `quantity` is
-- the exact sum over the `quantity_line_count` lines that have one.
CREATE TABLE spend_rollup (
    id                  INTEGER PRIMARY KEY,
    provider_id         INTEGER NOT NULL REFERENCES organization,
    buyer_id            INTEGER NOT NULL REFERENCES organization,
    contract_id         INTEGER REFERENCES contract,
    billing_month       TEXT    NOT NULL,
    sku_id              INTEGER REFERENCES sku,
    unit_id             INTEGER REFERENCES unit,
    currency            TEXT    NOT NULL REFERENCES currency,
    amount_units        INTEGER NOT NULL,
    quantity            TEXT,
    quantity_line_count INTEGER NOT NULL,
    line_count          INTEGER NOT NULL CHECK (line_count > 0)
) STRICT;

CREATE UNIQUE INDEX spend_rollup_key ON spend_rollup (
    billing_month, provider_id, buyer_id, coalesce(contract_id, 0), coalesce(sku_id, 0),
    coalesce(unit_id, 0), currency);
