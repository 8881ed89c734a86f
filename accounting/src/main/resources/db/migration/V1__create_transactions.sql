-- Identifiers are given before the row is inserted, so that the first event can carry them.
CREATE SEQUENCE transaction_id;

-- Every state that a transaction was in: one row for each of its events. Rows are never changed.
CREATE TABLE transaction_history (
  transaction_id   bigint         NOT NULL,
  version          bigint         NOT NULL CHECK (version >= 1),
  -- Makes "no gap" a foreign key: null for the first state.
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

-- The state of each transaction now; the last row of its history says the same.
CREATE TABLE transaction (
  id        bigint         PRIMARY KEY,
  version   bigint         NOT NULL,
  order_id  bigint         NOT NULL CHECK (order_id >= 1),
  order_sum numeric(12, 2) NOT NULL CHECK (order_sum <> 0),
  date      timestamptz(6) NOT NULL CHECK (date >= '1900-01-01 00:00:00Z'),
  voided    boolean        NOT NULL,
  -- A state that is not in the history cannot be committed.
  FOREIGN KEY (id, version) REFERENCES transaction_history (transaction_id, version)
    DEFERRABLE INITIALLY DEFERRED
);

ALTER SEQUENCE transaction_id OWNED BY transaction.id;

-- Payments of an order, and lists without the void ones.
CREATE INDEX transaction_order_id_idx ON transaction (order_id, id);
CREATE INDEX transaction_live_idx ON transaction (id) WHERE NOT voided;

-- Books are kept, not edited.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: books are kept, not edited', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER transaction_history_is_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON transaction_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER transaction_is_kept
  BEFORE DELETE OR TRUNCATE ON transaction
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What is void stays so, and versions only grow.
CREATE FUNCTION transaction_moves_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.voided OR NEW.version <= OLD.version OR NEW.id <> OLD.id THEN
    RAISE EXCEPTION 'transaction % cannot go from version % to %', OLD.id, OLD.version, NEW.version
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER transaction_moves_on
  BEFORE UPDATE ON transaction
  FOR EACH ROW EXECUTE FUNCTION transaction_moves_on();
