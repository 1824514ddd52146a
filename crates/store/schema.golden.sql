CREATE TABLE meta (
    -- Facts about the vault itself: `vault` (its id, hexadecimal, also in keys.json), `created_at`,
    -- `needs_schema` (the lowest schema number a program must know to write here).
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE act (
    -- What was done, by whom, when. One transaction, one act; each act seals the one before it. Append-only.
    seq     INTEGER PRIMARY KEY, -- 1, 2, 3 … without a gap
    at      TEXT NOT NULL,       -- UTC, RFC 3339 with milliseconds
    actor   TEXT NOT NULL,       -- the user's name in the vault
    act     TEXT NOT NULL,       -- noun and past tense: `filing.approved`
    subject TEXT NOT NULL,       -- what it was done to: `filing/12`, `vault`
    payload TEXT NOT NULL CHECK (json_valid(payload)), -- particulars, JSON
    digest  TEXT NOT NULL,       -- SHA-256 of the payload and of every record written with this act
    prev    TEXT NOT NULL,       -- hash of the act before; for the first the genesis of this vault
    hash    TEXT NOT NULL UNIQUE -- seals all of the above
) STRICT;

CREATE TRIGGER act_is_chained BEFORE INSERT ON act
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM act)
  OR NEW.prev <> coalesce((SELECT hash FROM act ORDER BY seq DESC LIMIT 1), NEW.prev)
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER act_is_not_updated BEFORE UPDATE ON act
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER act_is_not_deleted BEFORE DELETE ON act
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

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

CREATE TABLE event (
    -- A step in the life of a filing. The status is the one the last event leads to. Append-only.
    id      INTEGER PRIMARY KEY,
    filing  INTEGER NOT NULL REFERENCES filing (id),
    step    TEXT NOT NULL,   -- `approve`, `return`, `submit`
    status  TEXT NOT NULL,   -- the state it leads to: `approved`
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    payload TEXT NOT NULL CHECK (json_valid(payload)), -- decision time, reason, note …
    act     INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX event_by_filing ON event (filing, id);

CREATE INDEX event_by_act ON event (act);

CREATE TRIGGER event_moves_status AFTER INSERT ON event
BEGIN UPDATE filing SET status = NEW.status, updated_at = NEW.at WHERE id = NEW.filing; END;

CREATE TRIGGER filing_status_follows_events BEFORE UPDATE OF status ON filing
WHEN NEW.status <> coalesce((SELECT status FROM event WHERE filing = NEW.id ORDER BY id DESC LIMIT 1), 'draft')
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER event_is_not_updated BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE submission (
    -- What was sent: the frozen copy, the very PDF, and the receipt. Append-only.
    id              INTEGER PRIMARY KEY,
    filing          INTEGER NOT NULL REFERENCES filing (id),
    form            TEXT NOT NULL, -- definition the copy was made under
    version         TEXT NOT NULL,
    definition_hash TEXT NOT NULL,
    canonical       TEXT NOT NULL, -- the canonical copy of the filing
    document_hash   TEXT NOT NULL, -- SHA-256 of the canonical copy
    pdf             BLOB NOT NULL, -- as sent; encrypted with the database around it
    pdf_hash        TEXT NOT NULL, -- SHA-256 of the PDF
    channel         TEXT NOT NULL, -- how it was sent
    sent_at         TEXT NOT NULL, -- when it was sent, as the user states it
    receipt         TEXT,          -- the authority's receipt number; NULL needs `payload` to explain
    payload         TEXT NOT NULL CHECK (json_valid(payload)), -- further particulars
    at              TEXT NOT NULL,
    actor           TEXT NOT NULL,
    act             INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX submission_by_filing ON submission (filing, id);

CREATE INDEX submission_by_act ON submission (act);

CREATE TRIGGER submission_is_not_updated BEFORE UPDATE ON submission
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER submission_is_not_deleted BEFORE DELETE ON submission
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER frozen_answer_is_not_added BEFORE INSERT ON answer
WHEN (SELECT status FROM event WHERE filing = NEW.filing ORDER BY id DESC LIMIT 1) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'frozen'); END;

CREATE TRIGGER frozen_answer_is_not_changed BEFORE UPDATE ON answer
WHEN (SELECT status FROM event WHERE filing = NEW.filing ORDER BY id DESC LIMIT 1) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'frozen'); END;

CREATE TRIGGER frozen_answer_is_not_moved BEFORE UPDATE OF filing ON answer
WHEN (SELECT status FROM event WHERE filing = OLD.filing ORDER BY id DESC LIMIT 1) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'frozen'); END;

CREATE TRIGGER frozen_answer_is_not_removed BEFORE DELETE ON answer
WHEN (SELECT status FROM event WHERE filing = OLD.filing ORDER BY id DESC LIMIT 1) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'frozen'); END;

CREATE TRIGGER frozen_row_is_not_added BEFORE INSERT ON row
WHEN (SELECT status FROM event WHERE filing = NEW.filing ORDER BY id DESC LIMIT 1) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'frozen'); END;

CREATE TRIGGER frozen_row_is_not_changed BEFORE UPDATE ON row
WHEN (SELECT status FROM event WHERE filing = NEW.filing ORDER BY id DESC LIMIT 1) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'frozen'); END;

CREATE TRIGGER frozen_row_is_not_moved BEFORE UPDATE OF filing ON row
WHEN (SELECT status FROM event WHERE filing = OLD.filing ORDER BY id DESC LIMIT 1) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'frozen'); END;

CREATE TRIGGER frozen_row_is_not_removed BEFORE DELETE ON row
WHEN (SELECT status FROM event WHERE filing = OLD.filing ORDER BY id DESC LIMIT 1) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'frozen'); END;

CREATE TRIGGER frozen_journal_is_not_added BEFORE INSERT ON journal
WHEN (SELECT status FROM event WHERE filing = NEW.filing ORDER BY id DESC LIMIT 1) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'frozen'); END;

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

CREATE VIRTUAL TABLE search USING fts5 (grams, content = '', contentless_delete = 1, tokenize = 'ascii');

CREATE TABLE person (
    -- What holds of a person since this record; the last one of a name counts. Append-only: a log of permissions.
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,    -- to sign in with; the actor of acts
    display     TEXT NOT NULL,    -- the name that papers show
    title       TEXT NOT NULL,    -- position in the firm
    roles       TEXT NOT NULL CHECK (json_valid(roles)), -- JSON array: `drafter` …
    active      INTEGER NOT NULL CHECK (active IN (0, 1)),
    valid_from  TEXT,             -- first day of a time-boxed stay, in Korea
    valid_until TEXT,             -- last day of it
    reason      TEXT NOT NULL,
    at          TEXT NOT NULL,
    actor       TEXT NOT NULL,
    act         INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX person_by_name ON person (name, id);

CREATE INDEX person_by_act ON person (act);

CREATE TABLE duty_rule (
    -- Whether one person may draft, review and decide, and why; the last record counts. Append-only.
    id         INTEGER PRIMARY KEY,
    one_person INTEGER NOT NULL CHECK (one_person IN (0, 1)),
    reason     TEXT NOT NULL,
    at         TEXT NOT NULL,
    actor      TEXT NOT NULL,
    act        INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX duty_rule_by_act ON duty_rule (act);

CREATE TABLE comment (
    -- Remarks beside fields, answers to them, and their settling. Append-only.
    id     INTEGER PRIMARY KEY,
    filing INTEGER NOT NULL REFERENCES filing (id),
    parent INTEGER REFERENCES comment (id), -- NULL for a remark
    kind   TEXT NOT NULL CHECK (kind IN ('remark', 'reply', 'resolve')),
    path   TEXT,                            -- the field; NULL: the whole filing
    body   TEXT NOT NULL,
    at     TEXT NOT NULL,
    actor  TEXT NOT NULL,
    act    INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((parent IS NULL) = (kind = 'remark'))
) STRICT;

CREATE INDEX comment_by_filing ON comment (filing, id);

CREATE INDEX comment_by_act ON comment (act);

CREATE TABLE contact (
    -- What was spoken with the authority: emergency reports, corrections, inspections, copies. Append-only.
    id          INTEGER PRIMARY KEY,
    filing      INTEGER REFERENCES filing (id), -- NULL: several, or none
    kind        TEXT NOT NULL,
    happened_at TEXT NOT NULL, -- as the user states it, UTC
    payload     TEXT NOT NULL CHECK (json_valid(payload)),
    at          TEXT NOT NULL,
    actor       TEXT NOT NULL,
    act         INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX contact_by_filing ON contact (filing, id);

CREATE INDEX contact_by_act ON contact (act);

CREATE TABLE case_access (
    -- The only people who may know of a filing; the last record counts. Append-only.
    id     INTEGER PRIMARY KEY,
    filing INTEGER NOT NULL REFERENCES filing (id),
    names  TEXT CHECK (names IS NULL OR json_valid(names)), -- JSON array; NULL: everyone whose role allows
    reason TEXT NOT NULL,
    at     TEXT NOT NULL,
    actor  TEXT NOT NULL,
    act    INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX case_access_by_filing ON case_access (filing, id);

CREATE INDEX case_access_by_act ON case_access (act);

CREATE TABLE filing_link (
    -- Which filing corrects another, or follows it. Append-only.
    id     INTEGER PRIMARY KEY,
    filing INTEGER NOT NULL REFERENCES filing (id),
    kind   TEXT NOT NULL CHECK (kind IN ('corrects', 'follows')),
    target INTEGER NOT NULL REFERENCES filing (id),
    at     TEXT NOT NULL,
    actor  TEXT NOT NULL,
    act    INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX filing_link_by_filing ON filing_link (filing, id);

CREATE INDEX filing_link_by_target ON filing_link (target, id);

CREATE INDEX filing_link_by_act ON filing_link (act);

CREATE TRIGGER person_is_not_updated BEFORE UPDATE ON person
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER person_is_not_deleted BEFORE DELETE ON person
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER duty_rule_is_not_updated BEFORE UPDATE ON duty_rule
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER duty_rule_is_not_deleted BEFORE DELETE ON duty_rule
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER comment_is_not_updated BEFORE UPDATE ON comment
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER comment_is_not_deleted BEFORE DELETE ON comment
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER contact_is_not_updated BEFORE UPDATE ON contact
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER contact_is_not_deleted BEFORE DELETE ON contact
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER case_access_is_not_updated BEFORE UPDATE ON case_access
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER case_access_is_not_deleted BEFORE DELETE ON case_access
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER filing_link_is_not_updated BEFORE UPDATE ON filing_link
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER filing_link_is_not_deleted BEFORE DELETE ON filing_link
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE ledger_batch (
    -- A file whose rows go to the ledger. It counts from the record in `ledger_end` on. Append-only.
    id        INTEGER PRIMARY KEY,
    file_name TEXT NOT NULL,
    sha256    TEXT NOT NULL, -- of the file's bytes
    at        TEXT NOT NULL,
    actor     TEXT NOT NULL,
    act       INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ledger_batch_by_act ON ledger_batch (act);

CREATE INDEX ledger_batch_by_sha256 ON ledger_batch (sha256);

CREATE TABLE transfer (
    -- A movement as it was imported. Append-only; sealed in runs, see `ledger_chunk`.
    id    INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL REFERENCES ledger_batch (id),
    line  INTEGER NOT NULL, -- of the file
    cells TEXT NOT NULL CHECK (json_valid(cells)) -- JSON object: column → answer, as typed
) STRICT;

CREATE TABLE ledger_chunk (
    -- A run of transfers that was written with one act, and the digest over them. Append-only.
    id     INTEGER PRIMARY KEY,
    batch  INTEGER NOT NULL REFERENCES ledger_batch (id),
    first  INTEGER NOT NULL, -- transfer ids, both included
    last   INTEGER NOT NULL,
    sha256 TEXT NOT NULL,    -- over the rows in order: each line number and cells behind their length
    at     TEXT NOT NULL,
    actor  TEXT NOT NULL,
    act    INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ledger_chunk_by_act ON ledger_chunk (act);

CREATE INDEX ledger_chunk_by_batch ON ledger_chunk (batch, first);

CREATE TABLE ledger_end (
    -- How a batch ended: it is complete and counts, or it was taken back. The last record counts. Append-only.
    id         INTEGER PRIMARY KEY,
    batch      INTEGER NOT NULL REFERENCES ledger_batch (id),
    outcome    TEXT NOT NULL CHECK (outcome IN ('complete', 'removed')),
    accepted   INTEGER NOT NULL,
    duplicates INTEGER NOT NULL,
    rejected   INTEGER NOT NULL,
    at         TEXT NOT NULL,
    actor      TEXT NOT NULL,
    act        INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX ledger_end_by_batch ON ledger_end (batch, id);

CREATE INDEX ledger_end_by_act ON ledger_end (act);

CREATE TABLE flag_answer (
    -- What a person says to a pattern that was found. The last answer to a flag counts. Append-only.
    id      INTEGER PRIMARY KEY,
    flag    TEXT NOT NULL, -- the flag's identity: its pattern and its movements
    pattern TEXT NOT NULL,
    comment TEXT NOT NULL,
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    act     INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX flag_answer_by_flag ON flag_answer (flag, id);

CREATE INDEX flag_answer_by_act ON flag_answer (act);

CREATE TRIGGER ledger_batch_is_not_updated BEFORE UPDATE ON ledger_batch
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER ledger_batch_is_not_deleted BEFORE DELETE ON ledger_batch
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER transfer_is_not_updated BEFORE UPDATE ON transfer
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER transfer_is_not_deleted BEFORE DELETE ON transfer
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER ledger_chunk_is_not_updated BEFORE UPDATE ON ledger_chunk
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER ledger_chunk_is_not_deleted BEFORE DELETE ON ledger_chunk
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER ledger_end_is_not_updated BEFORE UPDATE ON ledger_end
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER ledger_end_is_not_deleted BEFORE DELETE ON ledger_end
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER flag_answer_is_not_updated BEFORE UPDATE ON flag_answer
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER flag_answer_is_not_deleted BEFORE DELETE ON flag_answer
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE movement (
    -- Derived, like the search index: one line for each imported transfer and each row of a filing's table of
    -- movements. Of lines with one key only one is counted: the imported one, else the oldest.
    id             INTEGER PRIMARY KEY,
    transfer       INTEGER UNIQUE REFERENCES transfer (id), -- or the next two
    batch          INTEGER,
    filing         INTEGER REFERENCES filing (id),
    number         INTEGER, -- the row: 3 for `r3`
    key            TEXT,
    counted        INTEGER NOT NULL,
    at             INTEGER, -- seconds since 1970
    day            INTEGER, -- in Korea, days since year 1
    year           INTEGER, -- in Korea
    direction      TEXT NOT NULL,
    asset          TEXT NOT NULL,
    chain          TEXT NOT NULL,
    txid           TEXT NOT NULL,
    output_index   TEXT NOT NULL,
    exchange_tx_id TEXT NOT NULL,
    customer       TEXT NOT NULL,
    customer_name  TEXT NOT NULL,
    other_name     TEXT NOT NULL,
    other_address  TEXT NOT NULL,
    reason         TEXT NOT NULL,
    counterparty   TEXT NOT NULL,
    country        TEXT NOT NULL,
    quantity       TEXT NOT NULL, -- exact
    krw            INTEGER,
    usd_cents      INTEGER, status TEXT NOT NULL DEFAULT '', device TEXT NOT NULL DEFAULT '', network TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '', funded_at INTEGER, funded_krw INTEGER,
    UNIQUE (filing, number)
) STRICT;

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

CREATE TRIGGER relationship_end_is_not_updated BEFORE UPDATE ON relationship_end
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER relationship_end_is_not_deleted BEFORE DELETE ON relationship_end
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE rate (
    -- What one unit of a currency cost on a day. The last record of a currency and day counts. Append-only.
    id       INTEGER PRIMARY KEY,
    currency TEXT NOT NULL, -- ISO 4217
    day      TEXT NOT NULL, -- in Korea, YYYY-MM-DD
    won      TEXT NOT NULL, -- for one unit, exact
    source   TEXT NOT NULL, -- who published it, as the user states it
    file     TEXT,          -- SHA-256 of the file it was read from; by hand where there is none
    at       TEXT NOT NULL,
    actor    TEXT NOT NULL,
    act      INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX rate_by_day ON rate (currency, day, id);

CREATE INDEX rate_by_act ON rate (act);

CREATE TRIGGER rate_is_not_updated BEFORE UPDATE ON rate
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER rate_is_not_deleted BEFORE DELETE ON rate
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE house_rule (
    -- A value that the firm sets beside the built-in one, from a day on. Of one kind, subject and day the last
    -- record counts. Append-only.
    id             INTEGER PRIMARY KEY,
    kind           TEXT NOT NULL CHECK (kind IN ('deadline_day', 'threshold')),
    subject        TEXT NOT NULL, -- the form, or the pattern
    effective_from TEXT NOT NULL, -- YYYY-MM-DD in Korea
    value          TEXT NOT NULL CHECK (json_valid(value)), -- null: the built-in one again
    reason         TEXT NOT NULL,
    at             TEXT NOT NULL,
    actor          TEXT NOT NULL,
    act            INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX house_rule_by_subject ON house_rule (kind, subject, effective_from, id);

CREATE INDEX house_rule_by_act ON house_rule (act);

CREATE TABLE party (
    -- What is known of a customer, by the exchange's number. The last record counts. Append-only.
    id       INTEGER PRIMARY KEY,
    customer TEXT NOT NULL, -- the exchange's customer number
    name     TEXT NOT NULL, -- for lists
    cells    TEXT NOT NULL CHECK (json_valid(cells)), -- JSON object: what → answer
    origin   TEXT NOT NULL, -- typed, or the imported transfer it was read from
    at       TEXT NOT NULL,
    actor    TEXT NOT NULL,
    act      INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX party_by_customer ON party (customer, id);

CREATE INDEX party_by_act ON party (act);

CREATE TABLE wallet (
    -- What is known of an address on the other side. The last record counts. Append-only.
    id      INTEGER PRIMARY KEY,
    chain   TEXT NOT NULL,
    address TEXT NOT NULL, -- in its normal form, the memo behind a colon
    cells   TEXT NOT NULL CHECK (json_valid(cells)),
    origin  TEXT NOT NULL,
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    act     INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX wallet_by_address ON wallet (chain, address, id);

CREATE INDEX wallet_by_act ON wallet (act);

CREATE TRIGGER house_rule_is_not_updated BEFORE UPDATE ON house_rule
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER house_rule_is_not_deleted BEFORE DELETE ON house_rule
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER party_is_not_updated BEFORE UPDATE ON party
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER party_is_not_deleted BEFORE DELETE ON party
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER wallet_is_not_updated BEFORE UPDATE ON wallet
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER wallet_is_not_deleted BEFORE DELETE ON wallet
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE "tombstone" (
    -- What stood in one sealed table with one act, and was destroyed: its number of records and their hash,
    -- as the act's digest covers them. Of the table `act` it is the act's particulars, and the hash is its digest.
    -- Append-only.
    id       INTEGER PRIMARY KEY,
    sealed   INTEGER NOT NULL, -- the act whose records these were
    tab      TEXT NOT NULL,    -- their table
    records  INTEGER NOT NULL,
    hash     TEXT NOT NULL,
    filing   INTEGER REFERENCES filing (id), -- NULL: no record of a filing
    disposal INTEGER NOT NULL REFERENCES disposal (id),
    at       TEXT NOT NULL,
    actor    TEXT NOT NULL,
    act      INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (sealed, tab)
) STRICT;

CREATE INDEX tombstone_by_filing ON tombstone (filing);

CREATE INDEX tombstone_by_act ON tombstone (act);

CREATE TRIGGER tombstone_is_not_updated BEFORE UPDATE ON tombstone
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER tombstone_is_not_deleted BEFORE DELETE ON tombstone
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE batch_relationship_end (
    -- When the last of the relationships ended that a file taken into the ledger is about: from then on its time of
    -- keeping runs. The last line of a batch counts; a line without a day takes it back. It stays when the batch is
    -- destroyed, so nothing is referred to. Append-only.
    id     INTEGER PRIMARY KEY,
    batch  INTEGER NOT NULL,
    day    TEXT,             -- ISO date, Korean time
    reason TEXT NOT NULL,
    at     TEXT NOT NULL,
    actor  TEXT NOT NULL,
    act    INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX batch_relationship_end_by_batch ON batch_relationship_end (batch, id);

CREATE INDEX batch_relationship_end_by_act ON batch_relationship_end (act);

CREATE TRIGGER batch_relationship_end_is_not_updated BEFORE UPDATE ON batch_relationship_end
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER batch_relationship_end_is_not_deleted BEFORE DELETE ON batch_relationship_end
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

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

CREATE TABLE movement_key (
    key     TEXT NOT NULL,
    id      INTEGER NOT NULL,
    batch   INTEGER,
    counted INTEGER NOT NULL,
    PRIMARY KEY (key, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE movement_txid (
    txid TEXT NOT NULL,
    id   INTEGER NOT NULL,
    PRIMARY KEY (txid, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE movement_time (
    moment    INTEGER NOT NULL,
    id        INTEGER NOT NULL,
    at        INTEGER,
    krw       INTEGER,
    usd_cents INTEGER,
    status    TEXT NOT NULL,
    filing    INTEGER,
    batch     INTEGER,
    counted   INTEGER NOT NULL,
    PRIMARY KEY (moment, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE movement_value (
    won       INTEGER NOT NULL,
    id        INTEGER NOT NULL,
    at        INTEGER,
    krw       INTEGER,
    usd_cents INTEGER,
    status    TEXT NOT NULL,
    filing    INTEGER,
    batch     INTEGER,
    counted   INTEGER NOT NULL,
    PRIMARY KEY (won, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE movement_customer (
    customer      TEXT NOT NULL,
    direction     TEXT NOT NULL,
    date          INTEGER NOT NULL, -- the day in Korea, days since year 1
    moment        INTEGER NOT NULL,
    id            INTEGER NOT NULL,
    at            INTEGER,
    year          INTEGER,
    other_address TEXT NOT NULL,
    krw           INTEGER,
    usd_cents     INTEGER,
    status        TEXT NOT NULL,
    filing        INTEGER,
    batch         INTEGER,
    counted       INTEGER NOT NULL,
    PRIMARY KEY (customer, direction, date, moment, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE movement_address (
    other_address TEXT NOT NULL,
    direction     TEXT NOT NULL,
    date          INTEGER NOT NULL,
    moment        INTEGER NOT NULL,
    id            INTEGER NOT NULL,
    at            INTEGER,
    customer      TEXT NOT NULL,
    krw           INTEGER,
    usd_cents     INTEGER,
    status        TEXT NOT NULL,
    filing        INTEGER,
    batch         INTEGER,
    counted       INTEGER NOT NULL,
    PRIMARY KEY (other_address, direction, date, moment, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE movement_common (
    -- What customers can have in common; a line is there for each thing that its movement names.
    what    TEXT NOT NULL CHECK (what IN ('device', 'network', 'phone')),
    value   TEXT NOT NULL,
    date    INTEGER NOT NULL,
    moment  INTEGER NOT NULL,
    id      INTEGER NOT NULL,
    status  TEXT NOT NULL,
    filing  INTEGER,
    batch   INTEGER,
    counted INTEGER NOT NULL,
    PRIMARY KEY (what, value, date, moment, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE movement_batch (
    -- Of a file of the ledger: the first and the last day of its movements, and whether they stand in every order.
    batch   INTEGER PRIMARY KEY,
    first   INTEGER, -- days in Korea since year 1
    last    INTEGER,
    ordered INTEGER NOT NULL
) STRICT;

CREATE TRIGGER movement_of_filing_is_ordered AFTER INSERT ON movement WHEN NEW.batch IS NULL
BEGIN
    INSERT INTO movement_key
        SELECT NEW.key, NEW.id, NEW.batch, NEW.counted
        WHERE NEW.key IS NOT NULL;
    INSERT INTO movement_txid
        SELECT NEW.txid, NEW.id
        WHERE NEW.txid <> '';
    INSERT INTO movement_time
        SELECT coalesce(NEW.at, -4611686018427387904), NEW.id, NEW.at, NEW.krw, NEW.usd_cents, NEW.status, NEW.filing, NEW.batch, NEW.counted;
    INSERT INTO movement_value
        SELECT coalesce(NEW.krw, -4611686018427387904), NEW.id, NEW.at, NEW.krw, NEW.usd_cents, NEW.status, NEW.filing, NEW.batch, NEW.counted;
    INSERT INTO movement_customer
        SELECT NEW.customer, NEW.direction, coalesce(NEW.day, -4611686018427387904), coalesce(NEW.at, -4611686018427387904), NEW.id, NEW.at, NEW.year, NEW.other_address, NEW.krw, NEW.usd_cents, NEW.status, NEW.filing, NEW.batch, NEW.counted;
    INSERT INTO movement_address
        SELECT NEW.other_address, NEW.direction, coalesce(NEW.day, -4611686018427387904), coalesce(NEW.at, -4611686018427387904), NEW.id, NEW.at, NEW.customer, NEW.krw, NEW.usd_cents, NEW.status, NEW.filing, NEW.batch, NEW.counted
        WHERE NEW.other_address <> '';
    INSERT INTO movement_common
        SELECT 'device', NEW.device, coalesce(NEW.day, -4611686018427387904), coalesce(NEW.at, -4611686018427387904), NEW.id, NEW.status, NEW.filing, NEW.batch, NEW.counted
        WHERE NEW.device <> '';
    INSERT INTO movement_common
        SELECT 'network', NEW.network, coalesce(NEW.day, -4611686018427387904), coalesce(NEW.at, -4611686018427387904), NEW.id, NEW.status, NEW.filing, NEW.batch, NEW.counted
        WHERE NEW.network <> '';
    INSERT INTO movement_common
        SELECT 'phone', NEW.phone, coalesce(NEW.day, -4611686018427387904), coalesce(NEW.at, -4611686018427387904), NEW.id, NEW.status, NEW.filing, NEW.batch, NEW.counted
        WHERE NEW.phone <> '';
END;

CREATE TRIGGER movement_is_out_of_order AFTER DELETE ON movement
BEGIN
    DELETE FROM movement_key
        WHERE key = OLD.key AND id = OLD.id;
    DELETE FROM movement_txid
        WHERE txid = OLD.txid AND id = OLD.id;
    DELETE FROM movement_time
        WHERE moment = coalesce(OLD.at, -4611686018427387904) AND id = OLD.id;
    DELETE FROM movement_value
        WHERE won = coalesce(OLD.krw, -4611686018427387904) AND id = OLD.id;
    DELETE FROM movement_customer
        WHERE customer = OLD.customer AND direction = OLD.direction AND date = coalesce(OLD.day, -4611686018427387904) AND moment = coalesce(OLD.at, -4611686018427387904) AND id = OLD.id;
    DELETE FROM movement_address
        WHERE other_address = OLD.other_address AND direction = OLD.direction AND date = coalesce(OLD.day, -4611686018427387904) AND moment = coalesce(OLD.at, -4611686018427387904) AND id = OLD.id;
    DELETE FROM movement_common
        WHERE what = 'device' AND value = OLD.device AND date = coalesce(OLD.day, -4611686018427387904) AND moment = coalesce(OLD.at, -4611686018427387904) AND id = OLD.id;
    DELETE FROM movement_common
        WHERE what = 'network' AND value = OLD.network AND date = coalesce(OLD.day, -4611686018427387904) AND moment = coalesce(OLD.at, -4611686018427387904) AND id = OLD.id;
    DELETE FROM movement_common
        WHERE what = 'phone' AND value = OLD.phone AND date = coalesce(OLD.day, -4611686018427387904) AND moment = coalesce(OLD.at, -4611686018427387904) AND id = OLD.id;
END;

CREATE TRIGGER movement_counts_otherwise AFTER UPDATE OF counted ON movement
BEGIN
    UPDATE movement_key SET counted = NEW.counted
        WHERE key = OLD.key AND id = OLD.id;
    UPDATE movement_time SET counted = NEW.counted
        WHERE moment = coalesce(OLD.at, -4611686018427387904) AND id = OLD.id;
    UPDATE movement_value SET counted = NEW.counted
        WHERE won = coalesce(OLD.krw, -4611686018427387904) AND id = OLD.id;
    UPDATE movement_customer SET counted = NEW.counted
        WHERE customer = OLD.customer AND direction = OLD.direction AND date = coalesce(OLD.day, -4611686018427387904) AND moment = coalesce(OLD.at, -4611686018427387904) AND id = OLD.id;
    UPDATE movement_address SET counted = NEW.counted
        WHERE other_address = OLD.other_address AND direction = OLD.direction AND date = coalesce(OLD.day, -4611686018427387904) AND moment = coalesce(OLD.at, -4611686018427387904) AND id = OLD.id;
    UPDATE movement_common SET counted = NEW.counted
        WHERE what = 'device' AND value = OLD.device AND date = coalesce(OLD.day, -4611686018427387904) AND moment = coalesce(OLD.at, -4611686018427387904) AND id = OLD.id;
    UPDATE movement_common SET counted = NEW.counted
        WHERE what = 'network' AND value = OLD.network AND date = coalesce(OLD.day, -4611686018427387904) AND moment = coalesce(OLD.at, -4611686018427387904) AND id = OLD.id;
    UPDATE movement_common SET counted = NEW.counted
        WHERE what = 'phone' AND value = OLD.phone AND date = coalesce(OLD.day, -4611686018427387904) AND moment = coalesce(OLD.at, -4611686018427387904) AND id = OLD.id;
END;

CREATE VIEW complete_batch AS
    -- Which files count is asked once, not for each line: lists are shown while a file of a million rows is being taken in.
    SELECT batch FROM (SELECT batch, outcome, max(id) FROM ledger_end GROUP BY batch) WHERE outcome = 'complete';

CREATE VIEW complete_movement AS
    -- Every line but those of a batch that is not complete, with what orders see of it.
    SELECT *, coalesce(at, -4611686018427387904) AS moment, coalesce(krw, -4611686018427387904) AS won,
        coalesce(day, -4611686018427387904) AS date
    FROM movement WHERE batch IS NULL OR batch IN complete_batch;

CREATE VIEW counted_movement AS
    -- Each movement once.
    SELECT * FROM complete_movement WHERE counted = 1;

CREATE VIEW effective_movement AS
    -- What sums and patterns see: those of them that moved something.
    SELECT * FROM counted_movement WHERE status NOT IN ('returned', 'cancelled');

CREATE VIEW movement_in_time AS
    SELECT
        o.id, m.transfer, o.batch, o.filing, m.number, m.key, o.counted, o.at, m.day, m.year, m.direction, m.asset,
        m.chain, m.txid, m.output_index, m.exchange_tx_id, m.customer, m.customer_name, m.other_name, m.other_address,
        m.reason, m.counterparty, m.country, m.quantity, o.krw, o.usd_cents, o.status, m.device, m.network, m.phone,
        m.funded_at, m.funded_krw, o.moment, coalesce(o.krw, -4611686018427387904) AS won,
        coalesce(m.day, -4611686018427387904) AS date
    FROM movement_time o LEFT JOIN movement m ON m.id = o.id
    WHERE o.batch IS NULL OR o.batch IN complete_batch;

CREATE VIEW movement_in_value AS
    SELECT
        o.id, m.transfer, o.batch, o.filing, m.number, m.key, o.counted, o.at, m.day, m.year, m.direction, m.asset,
        m.chain, m.txid, m.output_index, m.exchange_tx_id, m.customer, m.customer_name, m.other_name, m.other_address,
        m.reason, m.counterparty, m.country, m.quantity, o.krw, o.usd_cents, o.status, m.device, m.network, m.phone,
        m.funded_at, m.funded_krw, coalesce(o.at, -4611686018427387904) AS moment, o.won,
        coalesce(m.day, -4611686018427387904) AS date
    FROM movement_value o LEFT JOIN movement m ON m.id = o.id
    WHERE o.batch IS NULL OR o.batch IN complete_batch;

CREATE VIEW movement_in_customer AS
    SELECT
        o.id, m.transfer, o.batch, o.filing, m.number, m.key, o.counted, o.at, m.day, o.year, o.direction, m.asset,
        m.chain, m.txid, m.output_index, m.exchange_tx_id, o.customer, m.customer_name, m.other_name, o.other_address,
        m.reason, m.counterparty, m.country, m.quantity, o.krw, o.usd_cents, o.status, m.device, m.network, m.phone,
        m.funded_at, m.funded_krw, o.moment, coalesce(o.krw, -4611686018427387904) AS won, o.date
    FROM movement_customer o LEFT JOIN movement m ON m.id = o.id
    WHERE o.batch IS NULL OR o.batch IN complete_batch;

CREATE VIEW movement_in_address AS
    SELECT
        o.id, m.transfer, o.batch, o.filing, m.number, m.key, o.counted, o.at, m.day, m.year, o.direction, m.asset,
        m.chain, m.txid, m.output_index, m.exchange_tx_id, o.customer, m.customer_name, m.other_name, o.other_address,
        m.reason, m.counterparty, m.country, m.quantity, o.krw, o.usd_cents, o.status, m.device, m.network, m.phone,
        m.funded_at, m.funded_krw, o.moment, coalesce(o.krw, -4611686018427387904) AS won, o.date
    FROM movement_address o LEFT JOIN movement m ON m.id = o.id
    WHERE o.batch IS NULL OR o.batch IN complete_batch;

CREATE VIEW movement_in_common AS
    SELECT
        o.what, o.value, o.id, m.transfer, o.batch, o.filing, m.number, m.key, o.counted, m.at, m.day, m.year,
        m.direction, m.asset, m.chain, m.txid, m.output_index, m.exchange_tx_id, m.customer, m.customer_name,
        m.other_name, m.other_address, m.reason, m.counterparty, m.country, m.quantity, m.krw, m.usd_cents, o.status,
        m.device, m.network, m.phone, m.funded_at, m.funded_krw, o.moment, coalesce(m.krw, -4611686018427387904) AS won,
        o.date
    FROM movement_common o LEFT JOIN movement m ON m.id = o.id
    WHERE o.batch IS NULL OR o.batch IN complete_batch;

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

