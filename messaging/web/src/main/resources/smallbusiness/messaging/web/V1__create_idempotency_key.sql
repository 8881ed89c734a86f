-- Executed commands by idempotency key. A repeated request gets the stored response.
CREATE TABLE messaging.idempotency_key (
    key        text        PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 255),
    request    bytea       NOT NULL CHECK (octet_length(request) = 32),
    status     smallint    NOT NULL CHECK (status BETWEEN 200 AND 299),
    headers    text        NOT NULL,
    body       bytea       NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE INDEX idempotency_key_created_at ON messaging.idempotency_key (created_at);

COMMENT ON COLUMN messaging.idempotency_key.request IS 'SHA-256 of method, URL and body.';
COMMENT ON COLUMN messaging.idempotency_key.headers IS 'As in HTTP: one "Name: value" per line.';
