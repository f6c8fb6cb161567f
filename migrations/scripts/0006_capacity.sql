-- Committed capacity and deliveries. Power is in whole kilowatts.

CREATE TABLE capacity_commitment (
    id                INTEGER PRIMARY KEY,
    contract_id       INTEGER NOT NULL REFERENCES contract,
    tranche           TEXT    NOT NULL CHECK (tranche <> ''),
    site              TEXT,
    accelerator       TEXT,
    accelerator_count INTEGER CHECK (accelerator_count >= 0),
    kilowatts         INTEGER CHECK (kilowatts >= 0),
    mw_basis          TEXT    CHECK (mw_basis IN (
        'contracted', 'critical_it', 'facility', 'nameplate')),
    due_on            TEXT    CHECK (substr(due_on || '-01-01', 1, 10)
                                     IS date(substr(due_on || '-01-01', 1, 10), '+0 days')
                                     AND length(due_on) IN (4, 7, 10)),
    source            TEXT,
    confidence        TEXT    CHECK (confidence IN ('high', 'medium', 'low')),
    notes             TEXT,
    recorded_by       INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    recorded_line     INTEGER NOT NULL,
    ended_by          INTEGER REFERENCES import DEFERRABLE INITIALLY DEFERRED
                              CHECK (ended_by > recorded_by),
    restored_from     INTEGER REFERENCES import CHECK (restored_from < recorded_by)
) STRICT;

CREATE UNIQUE INDEX capacity_commitment_key ON capacity_commitment (contract_id, tranche)
    WHERE ended_by IS NULL;
CREATE INDEX capacity_commitment_import ON capacity_commitment (recorded_by);

-- A delivery without a contract belongs to a provider's site.
CREATE TABLE capacity_delivery (
    id                INTEGER PRIMARY KEY,
    provider_id       INTEGER NOT NULL REFERENCES organization,
    contract_id       INTEGER REFERENCES contract,
    tranche           TEXT,
    site              TEXT,
    accelerator       TEXT,
    accelerator_count INTEGER CHECK (accelerator_count >= 0),
    kilowatts         INTEGER CHECK (kilowatts >= 0),
    mw_basis          TEXT    CHECK (mw_basis IN (
        'contracted', 'critical_it', 'facility', 'nameplate')),
    planned_on        TEXT    CHECK (substr(planned_on || '-01-01', 1, 10)
                                     IS date(substr(planned_on || '-01-01', 1, 10), '+0 days')
                                     AND length(planned_on) IN (4, 7, 10)),
    delivered_on      TEXT    CHECK (substr(delivered_on || '-01-01', 1, 10)
                                     IS date(substr(delivered_on || '-01-01', 1, 10), '+0 days')
                                     AND length(delivered_on) IN (4, 7, 10)),
    accepted_on       TEXT    CHECK (substr(accepted_on || '-01-01', 1, 10)
                                     IS date(substr(accepted_on || '-01-01', 1, 10), '+0 days')
                                     AND length(accepted_on) IN (4, 7, 10)),
    withdrawn_on      TEXT    CHECK (substr(withdrawn_on || '-01-01', 1, 10)
                                     IS date(substr(withdrawn_on || '-01-01', 1, 10), '+0 days')
                                     AND length(withdrawn_on) IN (4, 7, 10)),
    status            TEXT    NOT NULL CHECK (status IN ('planned', 'delivered')),
    source            TEXT,
    confidence        TEXT    CHECK (confidence IN ('high', 'medium', 'low')),
    notes             TEXT,
    recorded_by       INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    recorded_line     INTEGER NOT NULL,
    ended_by          INTEGER REFERENCES import DEFERRABLE INITIALLY DEFERRED
                              CHECK (ended_by > recorded_by),
    restored_from     INTEGER REFERENCES import CHECK (restored_from < recorded_by),
    CHECK (tranche IS NOT NULL OR site IS NOT NULL),
    CHECK (status = 'delivered' OR (delivered_on IS NULL AND accepted_on IS NULL))
) STRICT;

CREATE UNIQUE INDEX capacity_delivery_key ON capacity_delivery (
    provider_id, coalesce(contract_id, 0), coalesce(tranche, site),
    coalesce(delivered_on, planned_on, ''), coalesce(accelerator, ''))
    WHERE ended_by IS NULL;
CREATE INDEX capacity_delivery_import ON capacity_delivery (recorded_by);
