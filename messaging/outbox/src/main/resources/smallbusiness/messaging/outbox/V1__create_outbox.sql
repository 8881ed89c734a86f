-- Events to publish. Rows are kept after publishing, for the audit and for publishing them again.
CREATE SEQUENCE messaging.outbox_id_seq CACHE 1;

-- No primary key: it would have to include the partition key, and the relay does not need one.
CREATE TABLE messaging.outbox (
    id          bigint      NOT NULL DEFAULT nextval('messaging.outbox_id_seq'),
    occurred_at timestamptz NOT NULL,
    topic       text        NOT NULL,
    key         text        NOT NULL,
    sequence    bigint      NOT NULL CHECK (sequence > 0),
    type        text        NOT NULL,
    event_id    uuid        NOT NULL,
    traceparent text,
    payload     bytea       NOT NULL
) PARTITION BY RANGE (occurred_at);

ALTER SEQUENCE messaging.outbox_id_seq OWNED BY messaging.outbox.id;
CREATE INDEX outbox_id ON messaging.outbox (id);

COMMENT ON COLUMN messaging.outbox.id IS 'Order of insertion, which is not the order of commits.';
COMMENT ON COLUMN messaging.outbox.occurred_at IS 'When the command ran. Decides the partition.';
COMMENT ON COLUMN messaging.outbox.sequence IS 'The aggregate''s version: 1, 2, 3, without gaps.';
COMMENT ON COLUMN messaging.outbox.payload IS 'The record''s value in the Confluent wire format.';

-- Holds rows of days without a partition, so that a missing partition never fails a command.
CREATE TABLE messaging.outbox_default PARTITION OF messaging.outbox DEFAULT;

-- Without occurred_at: event_id contains the time, and decoding timestamps is the relay's main cost.
CREATE PUBLICATION outbox
    FOR TABLE messaging.outbox (id, topic, key, sequence, type, event_id, traceparent, payload)
    WITH (publish = 'insert', publish_via_partition_root = true);

-- The replication slot that was created for this database, so that a missing slot is detected.
CREATE TABLE messaging.relay_slot (
    slot_name         text        PRIMARY KEY,
    epoch             uuid        NOT NULL DEFAULT gen_random_uuid(),
    created_at        timestamptz NOT NULL DEFAULT now(),
    consistent_point  pg_lsn      NOT NULL DEFAULT '0/0',
    system_identifier bigint,
    published_id      bigint      NOT NULL DEFAULT 0,
    audited_until     timestamptz,
    repair_reason     text,
    paused_at         timestamptz
);

COMMENT ON COLUMN messaging.relay_slot.epoch IS
    'Identifies one life of the slot. A relay position is valid in its own epoch only.';
COMMENT ON COLUMN messaging.relay_slot.consistent_point IS
    'Where the slot starts in the WAL; 0/0 before the slot is created for the first time.';
COMMENT ON COLUMN messaging.relay_slot.system_identifier IS
    'The server on which the slot was created. A different server means a restored dump.';
COMMENT ON COLUMN messaging.relay_slot.published_id IS
    'An outbox id known to be published. For metrics only: lower ids may still be unpublished.';
COMMENT ON COLUMN messaging.relay_slot.audited_until IS
    'The audit found every event before this time in Kafka.';
COMMENT ON COLUMN messaging.relay_slot.repair_reason IS
    'Why the slot must be recreated before the relay continues; null if it is usable.';
COMMENT ON COLUMN messaging.relay_slot.paused_at IS 'When an operator paused the relay; null if running.';

-- Partitions past their retention, on their way to being dropped.
CREATE TABLE messaging.expired_partition (
    partition     text   PRIMARY KEY,
    writers_below xid8   NOT NULL,
    writers_end   pg_lsn
);

COMMENT ON COLUMN messaging.expired_partition.writers_below IS
    'Every transaction that may have written to the partition has a lower id.';
COMMENT ON COLUMN messaging.expired_partition.writers_end IS
    'A WAL position at which all of these transactions had ended; null until then.';
