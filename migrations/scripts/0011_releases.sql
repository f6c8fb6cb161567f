-- Which release of Offtake brought which schema, so that a program that is older than the database
-- can say which one reads it. The last script of a release adds its row.

CREATE TABLE release (
    schema_version  INTEGER PRIMARY KEY CHECK (schema_version > 0),
    program_version TEXT    NOT NULL CHECK (program_version <> '')
) STRICT;

INSERT INTO release (schema_version, program_version)
VALUES
  (11, '0.2.0');
