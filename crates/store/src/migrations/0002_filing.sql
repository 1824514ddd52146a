-- Filings, what stands in them now, and the journal of how it came to stand there.

CREATE TABLE filing (
    -- One report to one authority, under one version of one form. What it is called in lists is derived
    -- from its answers by the use cases; what it is never changes.
    id              INTEGER PRIMARY KEY, -- given in order, never reused
    form            TEXT NOT NULL,       -- definition: form id
    version         TEXT NOT NULL,       -- definition: version
    definition_hash TEXT NOT NULL,       -- definition: content hash
    created_at      TEXT NOT NULL,
    act             INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED,
    status          TEXT NOT NULL DEFAULT 'draft', -- derived: follows the last event
    document_no     TEXT NOT NULL DEFAULT '',      -- derived, for lists
    title           TEXT NOT NULL DEFAULT '',      -- derived, for lists
    subject         TEXT NOT NULL DEFAULT '',      -- derived, for lists: whom it is about
    updated_at      TEXT NOT NULL                  -- derived: the last edit or event
) STRICT;

CREATE INDEX filing_by_status ON filing (status, id);
CREATE INDEX filing_by_form ON filing (form, id);
CREATE INDEX filing_by_act ON filing (act);

CREATE TRIGGER filing_is_not_redefined
BEFORE UPDATE OF id, form, version, definition_hash, created_at, act ON filing
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER filing_is_not_deleted BEFORE DELETE ON filing
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE answer (
    -- The answers to single fields. A blank field has no line here.
    filing INTEGER NOT NULL REFERENCES filing (id),
    path   TEXT NOT NULL,                         -- `subject.name`
    value  TEXT NOT NULL CHECK (json_valid(value)), -- a JSON string, or an array of strings
    PRIMARY KEY (filing, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE row (
    -- The rows of a filing's tables: transactions, parties, accounts …
    filing   INTEGER NOT NULL REFERENCES filing (id),
    part     TEXT NOT NULL,    -- the table's name in the definition: `transactions`
    number   INTEGER NOT NULL, -- 3 for `r3`; never reused within its part
    position TEXT NOT NULL,    -- where the user put it; compared as bytes
    cells    TEXT NOT NULL CHECK (json_valid(cells)), -- JSON object: column → answer
    PRIMARY KEY (filing, part, number)
) STRICT;

CREATE INDEX row_by_position ON row (filing, part, position, number);

CREATE TABLE row_number (
    -- The highest row number ever given in a part, so that a removed row's number does not return.
    filing INTEGER NOT NULL REFERENCES filing (id),
    part   TEXT NOT NULL,
    last   INTEGER NOT NULL,
    PRIMARY KEY (filing, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    -- Every change ever made to `answer` and `row`, in order; replaying it gives them back. Append-only.
    id      INTEGER PRIMARY KEY,  -- order over the whole vault
    filing  INTEGER NOT NULL REFERENCES filing (id),
    seq     INTEGER NOT NULL,     -- order within the filing: 1, 2, 3 …
    grp     INTEGER NOT NULL,     -- the changes that are undone in one step share the seq of their first
    cause   TEXT NOT NULL CHECK (cause IN ('edit', 'import', 'undo', 'redo')),
    target  INTEGER,              -- undo, redo: the group that is undone or redone
    parent  INTEGER,              -- edit, import: the group that undo reaches next; 0 at the bottom
    kind    TEXT NOT NULL CHECK (kind IN ('set', 'row_add', 'row_remove', 'row_move')),
    path    TEXT NOT NULL,        -- `subject.name`, `transactions[r3].means`; for rows `transactions[r3]`
    before  TEXT,                 -- set: answer or NULL; rows: {position, cells}; move: position
    after   TEXT,                 -- likewise
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    act     INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (filing, seq)
) STRICT;

CREATE INDEX journal_by_group ON journal (filing, grp, seq);
CREATE INDEX journal_by_parent ON journal (filing, parent, grp) WHERE parent IS NOT NULL;
CREATE INDEX journal_by_act ON journal (act);

CREATE TRIGGER journal_is_not_updated BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
