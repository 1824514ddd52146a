CREATE TABLE import_reject (
    -- A row of a file that was not taken in when the file was: its line, why, and its cells as they stood. On line 0
    -- stand the headings. Of a file taken into a filing the first two columns are filled, of one taken into the ledger
    -- the third. Goes with its filing or its file. Append-only.
    id      INTEGER PRIMARY KEY,
    filing  INTEGER REFERENCES filing (id),
    import  INTEGER REFERENCES import_batch (id),
    batch   INTEGER REFERENCES ledger_batch (id),
    line    INTEGER NOT NULL,
    reasons TEXT NOT NULL CHECK (json_valid(reasons)), -- JSON array of pairs: heading or null, code
    cells   TEXT NOT NULL CHECK (json_valid(cells)),   -- JSON array of texts
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    act     INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((filing IS NULL) = (import IS NULL) AND (filing IS NULL) <> (batch IS NULL))
) STRICT;

CREATE INDEX import_reject_by_act ON import_reject (act);
CREATE INDEX import_reject_by_filing ON import_reject (filing) WHERE filing IS NOT NULL;
CREATE INDEX import_reject_by_import ON import_reject (import, id) WHERE import IS NOT NULL;
CREATE INDEX import_reject_by_batch ON import_reject (batch, id) WHERE batch IS NOT NULL;
CREATE TRIGGER import_reject_is_not_updated BEFORE UPDATE ON import_reject
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER import_reject_is_not_deleted BEFORE DELETE ON import_reject
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
