-- Items, as published by Warehouse. A removed item keeps its row: orders still name it, and its
-- version prevents an older event from restoring it.
create table item (
  id                bigint primary key,
  version           bigint not null check (version > 0),
  name              text not null,
  description       text not null,
  country_of_origin text not null,
  price             numeric(12, 2) not null,
  quantity          bigint not null,
  reserved          bigint not null,
  removed           boolean not null,
  changed_at        timestamptz not null
);
create index item_by_name on item (name, id);
create index item_by_country on item (country_of_origin, id);
