-- Events wait here for the relay and are kept afterwards: what is kept can be audited and sent again.
CREATE SEQUENCE messaging.outbox_id_seq CACHE 1;

-- There is no primary key: the partition key would have to be part of it, and the relay needs none.
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

COMMENT ON COLUMN messaging.outbox.id IS 'Order of writing; not the order of commits.';
COMMENT ON COLUMN messaging.outbox.occurred_at IS 'When the command happened; decides the partition.';
COMMENT ON COLUMN messaging.outbox.sequence IS 'The aggregate''s version: 1, 2, 3 without a gap.';
COMMENT ON COLUMN messaging.outbox.payload IS 'Final bytes in the Confluent wire format.';

-- Takes what no day's partition takes, so that a command never fails for want of one.
CREATE TABLE messaging.outbox_default PARTITION OF messaging.outbox DEFAULT;

-- The time travels inside event_id: decoding timestamps is what costs the relay most.
CREATE PUBLICATION outbox
    FOR TABLE messaging.outbox (id, topic, key, sequence, type, event_id, traceparent, payload)
    WITH (publish = 'insert', publish_via_partition_root = true);

-- Which replication slot was made for this database, so that a missing one is noticed.
CREATE TABLE messaging.relay_slot (
    slot_name        text        PRIMARY KEY,
    epoch            uuid        NOT NULL,
    made_at          timestamptz NOT NULL,
    consistent_point pg_lsn      NOT NULL,
    published_id     bigint      NOT NULL,
    repair_reason    text,
    paused_at        timestamptz
);

COMMENT ON COLUMN messaging.relay_slot.epoch IS
    'Changes when the slot is made anew; positions of another epoch mean nothing.';
COMMENT ON COLUMN messaging.relay_slot.consistent_point IS 'Where the slot began.';
COMMENT ON COLUMN messaging.relay_slot.published_id IS
    'The highest outbox id that was in Kafka when the slot was made.';
COMMENT ON COLUMN messaging.relay_slot.repair_reason IS
    'Why the slot must be made anew before anything is relayed; null when it is sound.';
COMMENT ON COLUMN messaging.relay_slot.paused_at IS 'Since when an operator has paused the relay.';
