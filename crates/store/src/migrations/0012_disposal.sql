-- A tombstone stands for any record that was destroyed, not for those of filings alone, and for the particulars of acts.
CREATE TABLE tombstone_of_any (
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

INSERT INTO tombstone_of_any SELECT id, sealed, tab, records, hash, filing, disposal, at, actor, act FROM tombstone;
DROP TABLE tombstone;
ALTER TABLE tombstone_of_any RENAME TO tombstone;

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
