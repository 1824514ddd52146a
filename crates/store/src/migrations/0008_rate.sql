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
