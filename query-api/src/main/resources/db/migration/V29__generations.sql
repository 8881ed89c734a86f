-- The generations of the read model. The live one is in the schema public; the shadow or previous
-- one, if any, is in the schema shadow. Created once, by the migrations of the first generation.
create table if not exists history.read_model (
  generation   bigint generated always as identity primary key,
  role         text not null check (role in ('LIVE', 'SHADOW', 'PREVIOUS', 'DROPPED')),
  tables_ready boolean not null default false,
  created_at   timestamptz not null default now(),
  switched_at  timestamptz,
  dropped_at   timestamptz
);
create unique index if not exists read_model_live on history.read_model (role) where role = 'LIVE';
insert into history.read_model (role, tables_ready)
select 'LIVE', true where not exists (select from history.read_model);
comment on column history.read_model.role is
  'SHADOW is filled for the first time; PREVIOUS was live before the last switch and is kept up to date.';
comment on column history.read_model.tables_ready is 'Whether its migrations have run.';
comment on column history.read_model.switched_at is 'When it last became live.';

-- Which operator did what, and the outcome.
create table if not exists history.read_model_operation (
  id      bigint generated always as identity primary key,
  at      timestamptz not null,
  action  text not null,
  by      text not null,
  outcome text not null
);

-- Comparisons of two generations, with the report as the operator got it.
create table if not exists history.read_model_comparison (
  id     bigint generated always as identity primary key,
  live   bigint not null,
  shadow bigint not null,
  equal  boolean not null,
  report json not null
);
