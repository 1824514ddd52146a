-- People and the life of filings beyond sending: who may do what, remarks, contacts, limits, links.

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
