-- What stands around the filings: the institution, its holidays, its imports, and the search index.

CREATE TABLE profile (
    -- The institution's particulars and the settings of this vault.
    key        TEXT PRIMARY KEY,
    value      TEXT NOT NULL CHECK (json_valid(value)),
    updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE holiday (
    -- Days off that the calendar's data does not know yet, entered by a user.
    day      TEXT PRIMARY KEY, -- ISO date, Korean time
    name     TEXT NOT NULL,
    added_at TEXT NOT NULL,
    actor    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE import_batch (
    -- A file whose rows were taken in: nothing is dropped without being counted. Append-only.
    id        INTEGER PRIMARY KEY,
    filing    INTEGER NOT NULL REFERENCES filing (id),
    grp       INTEGER NOT NULL, -- the journal group that undoes it
    file_name TEXT NOT NULL,
    sha256    TEXT NOT NULL,
    rows      INTEGER NOT NULL, -- read = accepted + rejected
    accepted  INTEGER NOT NULL,
    rejected  INTEGER NOT NULL,
    at        TEXT NOT NULL,
    actor     TEXT NOT NULL,
    act       INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED,
    CHECK (rows = accepted + rejected)
) STRICT;

CREATE INDEX import_batch_by_filing ON import_batch (filing, id);
CREATE INDEX import_batch_by_act ON import_batch (act);

CREATE TRIGGER import_batch_is_not_updated BEFORE UPDATE ON import_batch
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER import_batch_is_not_deleted BEFORE DELETE ON import_batch
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

-- Pairs of neighbouring characters, made in Rust; the rowid is the filing. Holds no text of its own.
CREATE VIRTUAL TABLE search USING fts5 (grams, content = '', contentless_delete = 1, tokenize = 'ascii');
