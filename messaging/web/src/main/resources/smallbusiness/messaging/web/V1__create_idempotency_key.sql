-- A command that was carried out once: who repeats its key gets the same response again.
CREATE TABLE messaging.idempotency_key (
    key        text        PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 255),
    request    bytea       NOT NULL CHECK (octet_length(request) = 32),
    status     smallint    NOT NULL CHECK (status BETWEEN 200 AND 299),
    headers    text        NOT NULL,
    body       bytea       NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE INDEX idempotency_key_created_at ON messaging.idempotency_key (created_at);

COMMENT ON COLUMN messaging.idempotency_key.request IS 'SHA-256 over method, address and body.';
COMMENT ON COLUMN messaging.idempotency_key.headers IS 'As in HTTP: one "Name: value" a line.';
