-- What the firm sets itself, and what it knows of parties and wallets for every report; the state of movements.

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

-- A transfer that was cancelled or came back is listed, and moves nothing: no sum counts it.
ALTER TABLE movement ADD COLUMN status TEXT NOT NULL DEFAULT '';
UPDATE movement SET status = coalesce(
    (SELECT json_extract(t.cells, '$.status') FROM transfer t WHERE t.id = movement.transfer),
    (SELECT json_extract(r.cells, '$.status') FROM row r
     WHERE r.filing = movement.filing AND r.part = 'transfers' AND r.number = movement.number), '');

DROP VIEW counted_movement;
CREATE VIEW counted_movement AS
    -- Each movement once, and none of a batch that is not complete.
    SELECT * FROM movement WHERE counted = 1 AND (batch IS NULL
        OR (SELECT outcome FROM ledger_end WHERE ledger_end.batch = movement.batch
            ORDER BY id DESC LIMIT 1) = 'complete');
CREATE VIEW effective_movement AS
    -- What sums and patterns see: those of them that moved something.
    SELECT * FROM counted_movement WHERE status NOT IN ('returned', 'cancelled');
