-- What an undo brings back. A row that a revision ended cannot be live again, since then it would
-- seem to have been known meanwhile; a copy of it is recorded by the undo. `restored_from` is the
-- import in whose file, on `recorded_line`, the content of such a copy stands.

ALTER TABLE organization ADD COLUMN restored_from INTEGER REFERENCES import
    CHECK (restored_from < recorded_by);
ALTER TABLE contract ADD COLUMN restored_from INTEGER REFERENCES import
    CHECK (restored_from < recorded_by);
ALTER TABLE contract_event ADD COLUMN restored_from INTEGER REFERENCES import
    CHECK (restored_from < recorded_by);
ALTER TABLE fee_schedule ADD COLUMN restored_from INTEGER REFERENCES import
    CHECK (restored_from < recorded_by);
ALTER TABLE commitment ADD COLUMN restored_from INTEGER REFERENCES import
    CHECK (restored_from < recorded_by);
ALTER TABLE capacity_commitment ADD COLUMN restored_from INTEGER REFERENCES import
    CHECK (restored_from < recorded_by);
ALTER TABLE capacity_delivery ADD COLUMN restored_from INTEGER REFERENCES import
    CHECK (restored_from < recorded_by);
ALTER TABLE invoice ADD COLUMN restored_from INTEGER REFERENCES import
    CHECK (restored_from < recorded_by);
ALTER TABLE payment ADD COLUMN restored_from INTEGER REFERENCES import
    CHECK (restored_from < recorded_by);
ALTER TABLE revenue ADD COLUMN restored_from INTEGER REFERENCES import
    CHECK (restored_from < recorded_by);
ALTER TABLE fx_rate ADD COLUMN restored_from INTEGER REFERENCES import
    CHECK (restored_from < recorded_by);

-- Finds what an import recorded, for its digest.
CREATE INDEX organization_import ON organization (recorded_by);
CREATE INDEX contract_import ON contract (recorded_by);
CREATE INDEX contract_event_import ON contract_event (recorded_by);
CREATE INDEX fee_schedule_import ON fee_schedule (recorded_by);
CREATE INDEX commitment_import ON commitment (recorded_by);
CREATE INDEX capacity_commitment_import ON capacity_commitment (recorded_by);
CREATE INDEX capacity_delivery_import ON capacity_delivery (recorded_by);
CREATE INDEX invoice_import ON invoice (recorded_by);
CREATE INDEX payment_import ON payment (recorded_by);
CREATE INDEX revenue_import ON revenue (recorded_by);
CREATE INDEX fx_rate_import ON fx_rate (recorded_by);

-- Once an import was undone, another file that had some of its rows too may be taken in again, to
-- record them: then two live imports are of the same bytes.
DROP INDEX import_file;
CREATE INDEX import_file ON import (kind, sha256) WHERE undone_by IS NULL;
