-- A copy of Warehouse's items, built from their events. Removed items are kept as removed, so that
-- orders for them can be refused.
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
