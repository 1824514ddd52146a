-- Files that go with a filing. The files themselves lie encrypted in `blobs/`, addressed by their content.

CREATE TABLE attachment (
    -- A file was attached. Append-only.
    id      INTEGER PRIMARY KEY,
    filing  INTEGER NOT NULL REFERENCES filing (id),
    kind    TEXT NOT NULL,    -- what it proves: a code of the list `evidence-kind`
    name    TEXT NOT NULL,    -- file name, without its folder
    size    INTEGER NOT NULL, -- bytes
    sha256  TEXT NOT NULL,    -- of the content
    mime    TEXT NOT NULL,    -- media type, by its first bytes
    warning TEXT,             -- what was warned of and accepted: `executable`, `macro`, `script`
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    act     INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX attachment_by_filing ON attachment (filing, id);
CREATE INDEX attachment_by_act ON attachment (act);

CREATE TABLE detachment (
    -- An attached file was taken off a draft again. Append-only.
    id         INTEGER PRIMARY KEY,
    filing     INTEGER NOT NULL REFERENCES filing (id),
    attachment INTEGER NOT NULL UNIQUE REFERENCES attachment (id),
    at         TEXT NOT NULL,
    actor      TEXT NOT NULL,
    act        INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX detachment_by_act ON detachment (act);

CREATE TRIGGER attachment_is_not_updated BEFORE UPDATE ON attachment
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER attachment_is_not_deleted BEFORE DELETE ON attachment
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER detachment_is_not_updated BEFORE UPDATE ON detachment
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER detachment_is_not_deleted BEFORE DELETE ON detachment
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER frozen_attachment_is_not_added BEFORE INSERT ON attachment
WHEN (SELECT status FROM event WHERE filing = NEW.filing ORDER BY id DESC LIMIT 1) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_attachment_is_not_removed BEFORE INSERT ON detachment
WHEN (SELECT status FROM event WHERE filing = NEW.filing ORDER BY id DESC LIMIT 1) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'frozen'); END;

CREATE TABLE disposal (
    -- The destruction of what is no longer to be kept: asked for by one person, carried out by another. What it
    -- destroys is named by act and record digest in `tombstone`. Append-only.
    id      INTEGER PRIMARY KEY,
    step    TEXT NOT NULL CHECK (step IN ('request', 'carry_out', 'withdraw')),
    request INTEGER REFERENCES disposal (id), -- carry_out, withdraw: what was asked for
    payload TEXT NOT NULL CHECK (json_valid(payload)), -- filings, basis, reason
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    act     INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX disposal_by_act ON disposal (act);

CREATE TABLE tombstone (
    -- What stood in one sealed table with one act, and was destroyed: its number of records and their hash,
    -- as the act's digest covers them. Append-only.
    id       INTEGER PRIMARY KEY,
    sealed   INTEGER NOT NULL, -- the act whose records these were
    tab      TEXT NOT NULL,    -- their table
    records  INTEGER NOT NULL,
    hash     TEXT NOT NULL,
    filing   INTEGER NOT NULL REFERENCES filing (id),
    disposal INTEGER NOT NULL REFERENCES disposal (id),
    at       TEXT NOT NULL,
    actor    TEXT NOT NULL,
    act      INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (sealed, tab)
) STRICT;

CREATE INDEX tombstone_by_filing ON tombstone (filing);
CREATE INDEX tombstone_by_act ON tombstone (act);

CREATE TABLE relationship_end (
    -- When the business relationship that a filing is about ended: from then on the time of keeping runs.
    -- The last line of a filing counts; a line without a day takes it back. Append-only.
    id     INTEGER PRIMARY KEY,
    filing INTEGER NOT NULL REFERENCES filing (id),
    day    TEXT,             -- ISO date, Korean time
    reason TEXT NOT NULL,
    at     TEXT NOT NULL,
    actor  TEXT NOT NULL,
    act    INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX relationship_end_by_filing ON relationship_end (filing, id);
CREATE INDEX relationship_end_by_act ON relationship_end (act);

CREATE TRIGGER disposal_is_not_updated BEFORE UPDATE ON disposal
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER disposal_is_not_deleted BEFORE DELETE ON disposal
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER tombstone_is_not_updated BEFORE UPDATE ON tombstone
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER tombstone_is_not_deleted BEFORE DELETE ON tombstone
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER relationship_end_is_not_updated BEFORE UPDATE ON relationship_end
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER relationship_end_is_not_deleted BEFORE DELETE ON relationship_end
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
