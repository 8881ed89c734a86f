-- Payments and refunds, as published by Accounting. A void one is kept but does not count.
create table transaction (
  id         bigint primary key,
  version    bigint not null check (version > 0),
  order_id   bigint not null,
  order_sum  numeric(12, 2) not null,
  date       timestamptz not null,
  voided     boolean not null,
  changed_at timestamptz not null
);
create index transaction_by_order on transaction (order_id, id);
create index transaction_by_date on transaction (date, id);
create index transaction_by_sum on transaction (order_sum, id);

-- Payments of an order: sum and number of its transactions that count. Updated by differences.
create table order_payment (
  order_id     bigint primary key,
  paid         numeric(16, 2) not null,
  transactions bigint not null
);
