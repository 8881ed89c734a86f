-- Customers, as published by Sales. An erased customer keeps only identifier and version.
create table customer (
  id         bigint primary key,
  version    bigint not null check (version > 0),
  name       text,
  email      text,
  country    text,
  erased     boolean not null,
  changed_at timestamptz not null,
  check (erased = (name is null and email is null and country is null))
);
create index customer_by_name on customer (name, id);
create index customer_by_country on customer (country, id);
