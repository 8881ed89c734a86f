-- Events that could not be applied, and later events of the same key. Kept when they
-- are resolved, as a record of who did what.
CREATE TABLE messaging.parked (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    feed        text        NOT NULL,
    topic       text        NOT NULL,
    partition   integer     NOT NULL,
    place       bigint      NOT NULL,
    key         text        NOT NULL,
    headers     json        NOT NULL,
    raw_key     bytea,
    payload     bytea,
    reason      text        NOT NULL,
    parked_at   timestamptz NOT NULL,
    outcome     text        CHECK (outcome IN ('APPLIED', 'SKIPPED')),
    resolved_at timestamptz,
    resolved_by text,
    note        text,
    UNIQUE (feed, topic, partition, place),
    CHECK ((outcome IS NULL) = (resolved_at IS NULL))
);

CREATE INDEX parked_open ON messaging.parked (feed, topic, key, place) WHERE outcome IS NULL;

COMMENT ON COLUMN messaging.parked.place IS 'The offset in the partition.';
COMMENT ON COLUMN messaging.parked.headers IS 'An object of texts.';
COMMENT ON COLUMN messaging.parked.reason IS 'Why it could not be applied, or that it is queued behind another.';
