CREATE SEQUENCE item_id;

CREATE TABLE item (
    id                bigint         PRIMARY KEY,
    name              text           NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    description       text           NOT NULL CHECK (length(description) <= 4000),
    country_of_origin text           NOT NULL CHECK (length(country_of_origin) BETWEEN 1 AND 200),
    price             numeric(12, 2) NOT NULL CHECK (price >= 0),
    quantity          bigint         NOT NULL CHECK (quantity >= 0),
    reserved          bigint         NOT NULL CHECK (reserved BETWEEN 0 AND quantity),
    version           bigint         NOT NULL CHECK (version > 0),
    CONSTRAINT item_name_and_country UNIQUE (name, country_of_origin)
);

ALTER SEQUENCE item_id OWNED BY item.id;

COMMENT ON TABLE item IS 'Items in stock. Removed items are deleted.';
COMMENT ON COLUMN item.quantity IS 'Pieces on hand, including reserved ones.';
COMMENT ON COLUMN item.reserved IS 'Pieces reserved for orders and not yet shipped.';
COMMENT ON COLUMN item.version IS 'Number of events of this item.';
