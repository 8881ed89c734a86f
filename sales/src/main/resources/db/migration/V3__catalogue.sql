-- A copy of Warehouse's items, as far as its events have come in. A removed item is kept as removed:
-- that is how an order for it can be refused.
CREATE TABLE catalogue_item (
  id                bigint PRIMARY KEY,
  name              text NOT NULL,
  description       text NOT NULL,
  country_of_origin text NOT NULL,
  price             numeric(12, 2) NOT NULL,
  available         bigint NOT NULL,
  removed           boolean NOT NULL,
  version           bigint NOT NULL
) WITH (fillfactor = 70);
