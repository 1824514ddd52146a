-- The orders in which the table of movements is shown. Pages are fetched by the key of their first row, so every
-- order is total: what has no moment, or no value, stands before everything that has one.

DROP INDEX movement_by_time;
CREATE INDEX movement_in_time ON movement (coalesce(at, -4611686018427387904), id);
CREATE INDEX movement_in_value ON movement (coalesce(krw, -4611686018427387904), id);
CREATE INDEX movement_in_customer ON movement (customer, coalesce(at, -4611686018427387904), id);
