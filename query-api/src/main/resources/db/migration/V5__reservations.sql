-- What Warehouse reserved for orders, as published by Warehouse.
create table reservation (
  order_id   bigint primary key,
  version    bigint not null check (version > 0),
  status     text not null,
  lines      jsonb not null,
  shortages  jsonb not null,
  shipped_at timestamptz,
  changed_at timestamptz not null
);
create index reservation_by_status on reservation (status, order_id);
