-- Buyers and providers.

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
                            CHECK (ended_by > recorded_by),
    restored_from   INTEGER REFERENCES import CHECK (restored_from < recorded_by)
) STRICT;

CREATE UNIQUE INDEX organization_slug ON organization (slug) WHERE ended_by IS NULL;
CREATE INDEX organization_identity ON organization (organization_id);
-- Finds the identity of an organization that returns after its row was ended.
CREATE INDEX organization_ended ON organization (slug) WHERE ended_by IS NOT NULL;
-- Finds the rows of an import, for its digest. Every table of facts has such an index.
CREATE INDEX organization_import ON organization (recorded_by);

-- Other names of an organization, part of one row of it. Several organizations may share an alias;
-- a file that uses it then has to say which one it means.
CREATE TABLE organization_alias (
    organization_row_id INTEGER NOT NULL REFERENCES organization,
    position            INTEGER NOT NULL,
    alias               TEXT    NOT NULL CHECK (alias <> ''),
    PRIMARY KEY (organization_row_id, position),
    UNIQUE (organization_row_id, alias)
) STRICT, WITHOUT ROWID;
