-- Imports and undos: what each table's `recorded_by` and `ended_by` refer to.
--
-- Every fact has two times. `recorded_by` is the import that recorded the row, `recorded_line` its
-- line in that file, `ended_by` the import or undo that replaced or withdrew it. A row is live
-- while `ended_by` is null; nothing else about it ever changes.
--
-- An undo cannot make a row live again that a revision ended, since the row would then seem to have
-- been live all along. It records a copy instead: `restored_from` is the import in whose file, on
-- `recorded_line`, the content of the copy is found.
--
-- An organization, contract or invoice keeps one identity through its revisions: the id of its
-- first row (`organization_id`, `contract_id`, `invoice_id`). Other tables refer to that identity.
--
-- Amounts of money are in `…_units`: multiples of 10^-scale of the currency (table `currency`).
-- Dates are ISO 8601, as precise as their source: 2026, 2026-05 or 2026-05-03.

-- A table, so that a new kind of record does not have to rebuild `import`.
CREATE TABLE import_kind (
    kind TEXT PRIMARY KEY CHECK (kind <> '')
) STRICT, WITHOUT ROWID;

INSERT INTO import_kind (kind)
VALUES
  ('providers'), ('contracts'), ('events'), ('fees'), ('commitments'), ('capacity'),
  ('deliveries'), ('invoices'), ('payments'), ('revenue'), ('fx'), ('prices'),
  ('termination-fees'), ('sla'), ('outages'), ('acceptances'), ('undo');

CREATE TABLE import (
    id              INTEGER PRIMARY KEY,
    kind            TEXT    NOT NULL REFERENCES import_kind,
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
    -- SHA-256 over the digest of the previous import and every row that this import recorded.
    digest          TEXT    NOT NULL CHECK (length(digest) = 64),
    -- How the digest was computed.
    digest_version  INTEGER NOT NULL DEFAULT 2 CHECK (digest_version > 0),
    undone_by       INTEGER REFERENCES import CHECK (undone_by > id),
    CHECK ((kind = 'undo') = (sha256 IS NULL))
) STRICT;

-- Not unique: if an import of the file was undone, its rows may since have come from another file.
CREATE INDEX import_file ON import (kind, sha256) WHERE undone_by IS NULL;
