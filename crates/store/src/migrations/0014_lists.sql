-- Lists are walked along these alone where nothing is filtered: what decides whether a line is shown and summed stands
-- in them, so that a file of a million rows on its way into the ledger is passed over without a look at its rows.
DROP INDEX movement_in_time;
DROP INDEX movement_in_value;
DROP INDEX movement_in_customer;
CREATE INDEX movement_in_time ON movement
    (coalesce(at, -4611686018427387904), id, counted, batch, status, at, krw, usd_cents);
CREATE INDEX movement_in_value ON movement
    (coalesce(krw, -4611686018427387904), id, counted, batch, status, at, krw, usd_cents);
CREATE INDEX movement_in_customer ON movement
    (customer, coalesce(at, -4611686018427387904), id, counted, batch, status, at, krw, usd_cents);
