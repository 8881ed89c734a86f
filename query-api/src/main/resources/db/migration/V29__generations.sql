-- The generations of the read model: the live one in schema public, another one, if any, in schema
-- shadow. One row, created by the migrations of the first generation.
create table if not exists history.read_model (
  one        boolean primary key default true check (one),
  live       bigint not null,
  shadow     bigint check (shadow <> live),
  newest     bigint not null,
  migrated   boolean not null default false,
  changed_at timestamptz not null default now()
);
insert into history.read_model (live, newest) values (1, 1) on conflict do nothing;
comment on column history.read_model.newest is 'The highest number of any generation so far.';
comment on column history.read_model.migrated is 'Whether the tables of the shadow exist.';

-- What operators did, and the outcome.
create table if not exists history.read_model_operation (
  id      bigint generated always as identity primary key,
  at      timestamptz not null,
  action  text not null,
  by      text not null,
  outcome text not null
);

-- Comparisons of two generations, with the report that was returned.
create table if not exists history.read_model_comparison (
  id     bigint generated always as identity primary key,
  live   bigint not null,
  shadow bigint not null,
  equal  boolean not null,
  report json not null
);
