-- Invoices of orders, as published by Accounting.
create table invoice (
  order_id   bigint primary key,
  version    bigint not null check (version > 0),
  amount     numeric(16, 2) not null,
  paid       numeric(16, 2) not null,
  balance    numeric(16, 2) not null generated always as (amount - paid) stored,
  state      text not null,
  issued_at  timestamptz not null,
  changed_at timestamptz not null
);
create index invoice_by_state on invoice (state, order_id);
create index invoice_by_balance on invoice (balance, order_id);

-- Number and totals of the invoices of each state. Updated by differences.
create table invoice_count (
  state    text primary key,
  invoices bigint not null,
  amount   numeric(20, 2) not null,
  paid     numeric(20, 2) not null
);
