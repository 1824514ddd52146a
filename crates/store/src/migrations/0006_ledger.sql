-- The ledger of movements: what was imported once for every report, and the index that sums are made from.

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
    usd_cents      INTEGER,
    UNIQUE (filing, number)
) STRICT;

CREATE INDEX movement_by_key ON movement (key) WHERE key IS NOT NULL;
CREATE INDEX movement_by_txid ON movement (txid) WHERE txid <> '';
CREATE INDEX movement_by_exchange ON movement (exchange_tx_id) WHERE exchange_tx_id <> '';
CREATE INDEX movement_by_batch ON movement (batch) WHERE batch IS NOT NULL;
CREATE INDEX movement_by_time ON movement (at, id);
CREATE INDEX movement_by_customer ON movement (customer, direction, day, at, id);
CREATE INDEX movement_by_address ON movement (other_address, direction, day, at, id);

CREATE VIEW counted_movement AS
    -- What sums see: each movement once, and none of a batch that is not complete.
    SELECT * FROM movement WHERE counted = 1 AND (batch IS NULL
        OR (SELECT outcome FROM ledger_end WHERE ledger_end.batch = movement.batch
            ORDER BY id DESC LIMIT 1) = 'complete');
