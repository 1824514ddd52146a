-- What came in as won and goes out again at once is seen over the whole vault: when and how much came in that paid for an
-- outward movement.
ALTER TABLE movement ADD COLUMN funded_at INTEGER;  -- seconds since 1970
ALTER TABLE movement ADD COLUMN funded_krw INTEGER;

-- As `Movement::read` reads them: a moment without an offset is one in Korea; numbers with commas in groups of three or with
-- none, rounded half up. Amounts of more than eighteen digits are left out.
UPDATE movement SET funded_at = f.at, funded_krw = f.krw
FROM (SELECT id,
          CASE WHEN date(substr(moment, 1, 10)) IS NOT substr(moment, 1, 10)
                 OR substr(moment, 12, 2) > '23' THEN NULL
               WHEN moment GLOB '????-??-??[T ][0-2][0-9]:[0-5][0-9]'
                 OR moment GLOB '????-??-??[T ][0-2][0-9]:[0-5][0-9]:[0-5][0-9]'
               THEN CAST(strftime('%s', moment) AS INTEGER) - 32400
               WHEN moment GLOB '????-??-??[T ]??:??:??*Z' OR moment GLOB '????-??-??[T ]??:??:??*[+-]??:??'
               THEN CAST(strftime('%s', moment) AS INTEGER) END AS at,
          CASE WHEN whole = '' OR length(digits) > 18 OR digits GLOB '*[^0-9]*' OR fraction GLOB '*[^0-9]*'
                 OR won GLOB '*.' THEN NULL
               WHEN whole = digits OR whole = printf('%,d', CAST(digits AS INTEGER))
               THEN CAST(digits AS INTEGER) + (fraction GLOB '[5-9]*') END AS krw
      FROM (SELECT id, won, whole, replace(whole, ',', '') AS digits, substr(won, length(whole) + 2) AS fraction,
                CASE WHEN length(typed) = 12 AND typed NOT GLOB '*[^0-9]*'
                     THEN substr(typed, 1, 4) || '-' || substr(typed, 5, 2) || '-' || substr(typed, 7, 2) || 'T' ||
                          substr(typed, 9, 2) || ':' || substr(typed, 11)
                     ELSE typed END AS moment
            FROM (SELECT id, won, typed, substr(won, 1, instr(won || '.', '.') - 1) AS whole
                  FROM (SELECT m.id, trim(coalesce(json_extract(coalesce(t.cells, r.cells), '$.funded_at'), '')) AS typed,
                            trim(coalesce(json_extract(coalesce(t.cells, r.cells), '$.funded_krw'), '')) AS won
                        FROM movement m
                        LEFT JOIN transfer t ON t.id = m.transfer
                        LEFT JOIN row r ON r.filing = m.filing AND r.part = 'transfers' AND r.number = m.number
                        WHERE m.direction = 'out' AND coalesce(t.cells, r.cells) GLOB '*"funded_*')))) AS f
WHERE f.id = movement.id AND (f.at IS NOT NULL OR f.krw IS NOT NULL);

-- The index that lists, sums, patterns and comparisons walk: each order of it is a table of its own. So the lines of a
-- file of a million rows can be put into each in that order, and pages are written once; as indexes of one table they
-- would be written a row here and a row there, eight pages for each row. What decides whether a line is shown and summed stands
-- in them. What has no moment, value or day stands before all. Lines of imported files are put there before their file counts,
-- those of filings by the triggers below, and both are taken out by them.
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

-- The lines that are there, in each order.
INSERT INTO movement_key
    SELECT key, id, batch, counted
    FROM movement WHERE key IS NOT NULL ORDER BY 1, 2;
INSERT INTO movement_txid
    SELECT txid, id
    FROM movement WHERE txid <> '' ORDER BY 1, 2;
INSERT INTO movement_time
    SELECT coalesce(at, -4611686018427387904), id, at, krw, usd_cents, status, filing, batch, counted
    FROM movement ORDER BY 1, 2;
INSERT INTO movement_value
    SELECT coalesce(krw, -4611686018427387904), id, at, krw, usd_cents, status, filing, batch, counted
    FROM movement ORDER BY 1, 2;
INSERT INTO movement_customer
    SELECT customer, direction, coalesce(day, -4611686018427387904), coalesce(at, -4611686018427387904), id, at, year, other_address, krw, usd_cents, status, filing, batch, counted
    FROM movement ORDER BY 1, 2, 3, 4, 5;
INSERT INTO movement_address
    SELECT other_address, direction, coalesce(day, -4611686018427387904), coalesce(at, -4611686018427387904), id, at, customer, krw, usd_cents, status, filing, batch, counted
    FROM movement WHERE other_address <> '' ORDER BY 1, 2, 3, 4, 5;
INSERT INTO movement_common
    SELECT 'device', device, coalesce(day, -4611686018427387904), coalesce(at, -4611686018427387904), id, status, filing, batch, counted
    FROM movement WHERE device <> '' ORDER BY 1, 2, 3, 4, 5;
INSERT INTO movement_common
    SELECT 'network', network, coalesce(day, -4611686018427387904), coalesce(at, -4611686018427387904), id, status, filing, batch, counted
    FROM movement WHERE network <> '' ORDER BY 1, 2, 3, 4, 5;
INSERT INTO movement_common
    SELECT 'phone', phone, coalesce(day, -4611686018427387904), coalesce(at, -4611686018427387904), id, status, filing, batch, counted
    FROM movement WHERE phone <> '' ORDER BY 1, 2, 3, 4, 5;
INSERT INTO movement_batch SELECT id, NULL, NULL, 1 FROM ledger_batch;
UPDATE movement_batch SET first = of.first, last = of.last
FROM (SELECT batch, min(day) AS first, max(day) AS last FROM movement WHERE batch IS NOT NULL GROUP BY batch) AS of
WHERE of.batch = movement_batch.batch;


DROP INDEX movement_by_key;
DROP INDEX movement_by_txid;
DROP INDEX movement_by_exchange;
DROP INDEX movement_by_customer;
DROP INDEX movement_by_address;
DROP INDEX movement_by_device;
DROP INDEX movement_by_network;
DROP INDEX movement_by_phone;
DROP INDEX movement_by_batch;
DROP INDEX movement_in_time;
DROP INDEX movement_in_value;
DROP INDEX movement_in_customer;

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

DROP VIEW effective_movement;
DROP VIEW counted_movement;
DROP VIEW complete_movement;
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
-- The lines of `complete_movement` in one order each. A line is looked up only for what its order does not say of it.
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
