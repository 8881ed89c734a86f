-- The identifier is assigned before the order is stored: its first event needs it.
CREATE SEQUENCE order_id;

CREATE TABLE sales_order (
  id          bigint PRIMARY KEY,
  customer_id bigint NOT NULL CHECK (customer_id > 0),
  date        timestamptz NOT NULL,
  placed_at   timestamptz NOT NULL,
  status      text NOT NULL CHECK (status IN ('PLACED', 'CONFIRMED', 'REJECTED', 'SHIPPED', 'CANCELLED')),
  total       numeric(12, 2) NOT NULL CHECK (total >= 0),
  shipped_at  timestamptz,
  version     bigint NOT NULL CHECK (version > 0),
  CONSTRAINT shipped_at_set_when_shipped CHECK ((status = 'SHIPPED') = (shipped_at IS NOT NULL))
);

-- Partial indexes keep counting open orders and finding the oldest one cheap, however many are closed.
CREATE INDEX sales_order_placed ON sales_order (placed_at) WHERE status = 'PLACED';
CREATE INDEX sales_order_confirmed ON sales_order (id) WHERE status = 'CONFIRMED';

-- An item appears once in an order.
CREATE TABLE order_line (
  order_id bigint NOT NULL REFERENCES sales_order,
  item_id  bigint NOT NULL CHECK (item_id > 0),
  position integer NOT NULL CHECK (position >= 0),
  price    numeric(12, 2) NOT NULL CHECK (price >= 0),
  quantity bigint NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_id, item_id)
);

-- The shortages of a rejected order.
CREATE TABLE order_shortage (
  order_id  bigint NOT NULL REFERENCES sales_order,
  item_id   bigint NOT NULL,
  position  integer NOT NULL CHECK (position >= 0),
  wanted    bigint NOT NULL,
  available bigint NOT NULL CHECK (available >= 0),
  PRIMARY KEY (order_id, item_id)
);
