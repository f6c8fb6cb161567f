-- Lines of invoices as suppliers send them.

-- A supplier's own id of a line, where it has one; and the import that added the line, where that is
-- not the one that recorded its invoice's row. `recorded_line` is a line of that import's file.
ALTER TABLE invoice_line ADD COLUMN line_id TEXT CHECK (line_id <> '');
ALTER TABLE invoice_line ADD COLUMN added_by INTEGER
    REFERENCES import DEFERRABLE INITIALLY DEFERRED;

-- The contract of a line, where the lines of its invoice are under several: then the invoice has none.
ALTER TABLE invoice_line ADD COLUMN own_contract_id INTEGER REFERENCES contract;

-- What was taken off quantity × unit price: an exact amount, or a percentage with its sign, `10%`.
ALTER TABLE invoice_line ADD COLUMN discount TEXT;

CREATE INDEX invoice_line_contract ON invoice_line (invoice_row_id, own_contract_id)
    WHERE own_contract_id IS NOT NULL;

-- Several buyers of one provider may have an invoice of one number, as its own companies count each for
-- itself.
DROP INDEX invoice_number;

CREATE UNIQUE INDEX invoice_number ON invoice (
    provider_id, number, substr(issued_on, 1, 4), buyer_id) WHERE ended_by IS NULL;

DROP INDEX invoice_ended;

CREATE INDEX invoice_ended ON invoice (
    provider_id, number, substr(issued_on, 1, 4), buyer_id) WHERE ended_by IS NOT NULL;

-- Mappings that files were read by, each once: the text, and the fields that the command set.
CREATE TABLE mapping (
    sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
    text   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE import ADD COLUMN mapping_name TEXT;
ALTER TABLE import ADD COLUMN mapping_sha256 TEXT REFERENCES mapping;

-- No report read the quantities of the roll-up, and one that was too large to be added up refused the
-- whole import.
ALTER TABLE spend_rollup DROP COLUMN quantity;
ALTER TABLE spend_rollup DROP COLUMN quantity_line_count;

INSERT INTO release (schema_version, program_version)
VALUES
  (13, '0.3.0');
