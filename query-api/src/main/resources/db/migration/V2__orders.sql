-- Orders, as published by Sales. The lines are part of the row: an order is read with one lookup.
create table sales_order (
  id          bigint primary key,
  version     bigint not null check (version > 0),
  customer_id bigint not null,
  date        timestamptz not null,
  status      text not null,
  total       numeric(16, 2) not null,
  lines       jsonb not null,
  shortages   jsonb not null,
  shipped_at  timestamptz,
  changed_at  timestamptz not null
);
create index sales_order_by_customer on sales_order (customer_id, id);
create index sales_order_by_status on sales_order (status, id);
create index sales_order_by_date on sales_order (date, id);
create index sales_order_by_total on sales_order (total, id);

-- The orders that name an item, in the order of their identifiers.
create table order_item (
  item_id  bigint not null,
  order_id bigint not null,
  primary key (item_id, order_id)
);

-- Number and total of the orders of each status.
create table order_count (
  status text primary key,
  orders bigint not null,
  total  numeric(20, 2) not null
);

-- Totals of what was sold: confirmed and shipped orders. The subject is the whole business (0), an
-- item or a customer. Updated by differences, so that a report reads only the rows that it shows.
create table sales_total (
  subject    text not null check (subject in ('BUSINESS', 'ITEM', 'CUSTOMER')),
  subject_id bigint not null,
  orders     bigint not null,
  units      bigint not null,
  revenue    numeric(20, 2) not null,
  primary key (subject, subject_id)
);
create index sales_total_by_revenue on sales_total (subject, revenue desc, subject_id);

-- The same totals by day (UTC) of the orders' dates.
create table sales_by_day (
  subject    text not null check (subject in ('BUSINESS', 'ITEM', 'CUSTOMER')),
  subject_id bigint not null,
  day        date not null,
  orders     bigint not null,
  units      bigint not null,
  revenue    numeric(20, 2) not null,
  primary key (subject, subject_id, day)
);
create index sales_by_day_by_day on sales_by_day (subject, day);
