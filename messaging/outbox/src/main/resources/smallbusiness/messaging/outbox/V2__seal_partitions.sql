-- A partition may be dropped when everything that could be in it is known to be in Kafka. That is
-- found out in steps, each remembered here.
CREATE TABLE messaging.partition_seal (
    partition     text   PRIMARY KEY,
    running_below xid8   NOT NULL,
    finished_at   pg_lsn
);

COMMENT ON COLUMN messaging.partition_seal.running_below IS
    'Transactions that may still have been writing have lower numbers.';
COMMENT ON COLUMN messaging.partition_seal.finished_at IS
    'A place in the log by which all of them had ended; null until then.';
