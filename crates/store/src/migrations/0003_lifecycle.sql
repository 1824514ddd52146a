-- The life of a filing: events, frozen submissions, and the locks on everything that is no longer a draft.

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

-- Only a draft changes. The events are asked, not the derived status.
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
