-- How far each feed has come; moves in the transaction that applies the events.
CREATE TABLE messaging.feed_offset (
    feed        text        NOT NULL,
    topic       text        NOT NULL,
    partition   integer     NOT NULL,
    next_offset bigint      NOT NULL CHECK (next_offset >= 0),
    event_time  timestamptz,
    applied_at  timestamptz,
    PRIMARY KEY (feed, topic, partition)
);

COMMENT ON COLUMN messaging.feed_offset.next_offset IS 'The first offset that has not been applied.';
COMMENT ON COLUMN messaging.feed_offset.event_time IS 'When the newest applied event happened, by its own account.';
COMMENT ON COLUMN messaging.feed_offset.applied_at IS 'When this row last moved.';
