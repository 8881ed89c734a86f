-- One row per order that has an update from Sales or a payment. Its lock serialises all changes of
-- the amounts of an order.
CREATE TABLE invoice (
  order_id      bigint         PRIMARY KEY CHECK (order_id >= 1),
  -- Number of the invoice's events; 0 while payments wait for an invoice.
  version       bigint         NOT NULL DEFAULT 0 CHECK (version >= 0),
  -- The newest applied version of the order; 0 while Warehouse has not decided.
  order_version bigint         NOT NULL DEFAULT 0 CHECK (order_version >= 0),
  -- True once the order was rejected or cancelled.
  closed        boolean        NOT NULL DEFAULT false,
  amount        numeric(12, 2) NOT NULL DEFAULT 0 CHECK (amount >= 0),
  paid          numeric(12, 2) NOT NULL DEFAULT 0,
  state         text,
  CHECK (order_version > 0 OR NOT closed),
  CHECK (NOT closed OR amount = 0),
  -- There is an invoice when an amount is due or a refund is owed.
  CHECK ((state IS NULL) = (version = 0)),
  CHECK (version = 0 OR order_version > 0),
  CHECK (version > 0 OR order_version = 0 OR (closed AND paid <= 0)),
  CHECK (state = CASE
    WHEN closed THEN CASE WHEN paid > 0 THEN 'REFUND_DUE' ELSE 'VOID' END
    WHEN paid = amount THEN 'PAID'
    WHEN paid > amount THEN 'OVERPAID'
    WHEN paid > 0 THEN 'PART_PAID'
    ELSE 'OPEN'
  END)
);

CREATE INDEX invoice_state_idx ON invoice (state, order_id) WHERE version > 0;

-- The amount paid for an order is the sum of its live transactions. Checked at commit, for every
-- writer.
CREATE FUNCTION check_paid(the_order bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  counted numeric := (SELECT coalesce(sum(order_sum), 0) FROM transaction
    WHERE order_id = the_order AND NOT voided);
  kept numeric := coalesce((SELECT paid FROM invoice WHERE order_id = the_order), 0);
BEGIN
  IF counted <> kept THEN
    RAISE EXCEPTION 'order %: paid is %, the sum of its transactions is %', the_order, kept, counted
      USING ERRCODE = 'check_violation';
  END IF;
END
$$;

CREATE FUNCTION paid_is_the_sum_of_live_transactions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM check_paid(NEW.order_id);
  IF TG_OP = 'UPDATE' AND OLD.order_id <> NEW.order_id THEN
    PERFORM check_paid(OLD.order_id);
  END IF;
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER paid_is_the_sum_of_live_transactions
  AFTER INSERT OR UPDATE ON transaction DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION paid_is_the_sum_of_live_transactions();

CREATE CONSTRAINT TRIGGER paid_is_the_sum_of_live_transactions
  AFTER INSERT OR UPDATE OF paid ON invoice DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION paid_is_the_sum_of_live_transactions();
