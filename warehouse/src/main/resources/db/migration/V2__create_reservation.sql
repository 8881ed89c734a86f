CREATE TABLE reservation (
    order_id        bigint      PRIMARY KEY,
    status          text        CHECK (status IN ('HELD', 'SHORT', 'RELEASED', 'SHIPPED')),
    paid            boolean     NOT NULL,
    invoice_version bigint      NOT NULL CHECK (invoice_version >= 0),
    shipped_at      timestamptz,
    version         bigint      NOT NULL CHECK (version >= 0),
    CONSTRAINT reservation_of_known_order CHECK ((status IS NULL) = (version = 0)),
    CONSTRAINT reservation_shipped CHECK ((status IS NOT DISTINCT FROM 'SHIPPED') = (shipped_at IS NOT NULL))
);

COMMENT ON TABLE reservation IS 'The stock reserved for an order: all of its lines or nothing.';
COMMENT ON COLUMN reservation.status IS 'Null while only the payment of the order is known.';
COMMENT ON COLUMN reservation.paid IS 'Whether the invoice was paid in full at invoice_version.';
COMMENT ON COLUMN reservation.invoice_version IS 'The newest applied version of the invoice; 0 before any.';

CREATE TABLE reservation_line (
    order_id  bigint NOT NULL REFERENCES reservation,
    item_id   bigint NOT NULL,
    quantity  bigint NOT NULL CHECK (quantity > 0),
    available bigint CHECK (available BETWEEN 0 AND quantity - 1),
    PRIMARY KEY (order_id, item_id)
);

COMMENT ON COLUMN reservation_line.item_id IS 'Not a foreign key: reservations keep the lines of removed items.';
COMMENT ON COLUMN reservation_line.available IS 'Pieces that were available if too few; null otherwise.';
