CREATE TABLE form_added (
    -- A version of a form that came as a file, whole: its texts and every code list that it uses, so that what is
    -- written under it depends on no release of the program. Append-only.
    id      INTEGER PRIMARY KEY,
    form    TEXT NOT NULL,
    version TEXT NOT NULL,
    hash    TEXT NOT NULL CHECK (length(hash) = 64), -- content hash, by which filings name it
    files   TEXT NOT NULL CHECK (json_valid(files)), -- JSON object: texts by file name
    codes   TEXT NOT NULL CHECK (json_valid(codes)), -- JSON object: code lists by name
    source  TEXT NOT NULL,                           -- where the file comes from, in words
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    act     INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX form_added_by_act ON form_added (act);
CREATE TRIGGER form_added_is_not_updated BEFORE UPDATE ON form_added
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER form_added_is_not_deleted BEFORE DELETE ON form_added
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE form_withdrawn (
    -- A version that came as a file and holds no more; nothing was written under it. Append-only.
    id     INTEGER PRIMARY KEY,
    added  INTEGER NOT NULL UNIQUE REFERENCES form_added (id),
    reason TEXT NOT NULL,
    at     TEXT NOT NULL,
    actor  TEXT NOT NULL,
    act    INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX form_withdrawn_by_act ON form_withdrawn (act);
CREATE TRIGGER form_withdrawn_is_not_updated BEFORE UPDATE ON form_withdrawn
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER form_withdrawn_is_not_deleted BEFORE DELETE ON form_withdrawn
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
