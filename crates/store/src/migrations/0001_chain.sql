-- The chain of acts, and what identifies the vault. Everything else hangs on these two tables.

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
