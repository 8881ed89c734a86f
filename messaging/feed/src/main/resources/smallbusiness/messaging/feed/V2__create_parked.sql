-- Events that could not be applied, and those of the same key that came after them. Kept when they
-- are resolved: who did what is part of the record.
CREATE TABLE messaging.parked (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    feed        text        NOT NULL,
    topic       text        NOT NULL,
    partition   integer     NOT NULL,
    place       bigint      NOT NULL,
    key         text        NOT NULL,
    headers     text        NOT NULL,
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
COMMENT ON COLUMN messaging.parked.headers IS 'As in HTTP: one "name: value" a line.';
COMMENT ON COLUMN messaging.parked.reason IS 'Why it could not be applied, or that it waits behind another.';
