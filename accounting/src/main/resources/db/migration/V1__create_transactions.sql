-- Identifiers are assigned before the row is inserted: the first event needs them.
CREATE SEQUENCE transaction_id;

-- All states of transactions, one row per event. Rows are never changed.
CREATE TABLE transaction_history (
  transaction_id   bigint         NOT NULL,
  version          bigint         NOT NULL CHECK (version >= 1),
  -- Null for the first state. The foreign key rules out gaps.
  previous_version bigint         GENERATED ALWAYS AS (nullif(version - 1, 0)) STORED,
  event            text           NOT NULL,
  recorded_at      timestamptz(6) NOT NULL,
  order_id         bigint         NOT NULL,
  order_sum        numeric(12, 2) NOT NULL,
  date             timestamptz(6) NOT NULL,
  voided           boolean        NOT NULL,
  PRIMARY KEY (transaction_id, version),
  FOREIGN KEY (transaction_id, previous_version)
    REFERENCES transaction_history (transaction_id, version),
  CHECK ((version = 1) = (event = 'TransactionRecorded')),
  CHECK (voided = (event = 'TransactionVoided'))
);

-- The current state of each transaction; equals the last row of its history.
CREATE TABLE transaction (
  id        bigint         PRIMARY KEY,
  version   bigint         NOT NULL,
  order_id  bigint         NOT NULL CHECK (order_id >= 1),
  order_sum numeric(12, 2) NOT NULL CHECK (order_sum <> 0),
  date      timestamptz(6) NOT NULL CHECK (date >= '1900-01-01 00:00:00Z'),
  voided    boolean        NOT NULL,
  -- The current state must be in the history at commit.
  FOREIGN KEY (id, version) REFERENCES transaction_history (transaction_id, version)
    DEFERRABLE INITIALLY DEFERRED
);

ALTER SEQUENCE transaction_id OWNED BY transaction.id;

-- For an order's transactions, and for lists of live transactions.
CREATE INDEX transaction_order_id_idx ON transaction (order_id, id);
CREATE INDEX transaction_live_idx ON transaction (id) WHERE NOT voided;

-- Transactions are never deleted, their history never changed.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is not allowed', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER transaction_history_is_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON transaction_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER transaction_cannot_be_deleted
  BEFORE DELETE OR TRUNCATE ON transaction
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Void transactions cannot change; versions only grow.
CREATE FUNCTION transaction_versions_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.voided OR NEW.version <= OLD.version OR NEW.id <> OLD.id THEN
    RAISE EXCEPTION 'transaction % cannot go from version % to %', OLD.id, OLD.version, NEW.version
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER transaction_versions_grow
  BEFORE UPDATE ON transaction
  FOR EACH ROW EXECUTE FUNCTION transaction_versions_grow();
