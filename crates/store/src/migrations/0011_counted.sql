-- Without outputs, what one transaction pays to two addresses are two movements, told apart by the address.
UPDATE movement SET key = 'a:' || chain || ':' || txid || ':' || other_address
WHERE exchange_tx_id = '' AND txid <> '' AND output_index = '';
UPDATE movement SET counted = id = (SELECT o.id FROM movement o WHERE o.key = movement.key
                                    ORDER BY o.transfer IS NULL, o.id LIMIT 1)
WHERE key GLOB 'a:*';

DROP VIEW effective_movement;
DROP VIEW counted_movement;
DROP VIEW IF EXISTS complete_movement;
CREATE VIEW complete_movement AS
    -- Every line but those of a batch that is not complete. Which batches are is asked once, not for each line:
    -- lists are shown while a file of a million rows is being taken in.
    SELECT * FROM movement WHERE batch IS NULL
        OR batch IN (SELECT batch FROM (SELECT batch, outcome, max(id) FROM ledger_end GROUP BY batch)
                     WHERE outcome = 'complete');
CREATE VIEW counted_movement AS
    -- Each movement once.
    SELECT * FROM complete_movement WHERE counted = 1;
CREATE VIEW effective_movement AS
    -- What sums and patterns see: those of them that moved something.
    SELECT * FROM counted_movement WHERE status NOT IN ('returned', 'cancelled');
