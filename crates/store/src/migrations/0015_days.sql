-- The first and the last day of a file of the ledger are read from the ends of its stretch of this index.
DROP INDEX movement_by_batch;
CREATE INDEX movement_by_batch ON movement (batch, day) WHERE batch IS NOT NULL;
