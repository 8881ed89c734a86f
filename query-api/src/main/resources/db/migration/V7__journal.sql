-- Every event once, as JSON. A position is assigned under a lock that is held until commit, so that
-- positions become visible in order: a reader never misses an event before its position.
create table journal (
  position     bigint generated always as identity primary key,
  topic        text not null,
  key          text not null,
  sequence     bigint not null,
  id           text not null,
  type         text not null,
  source       text not null,
  time         timestamptz not null,
  partition    int not null,
  kafka_offset bigint not null,
  data         jsonb not null,
  unique (topic, key, sequence)
);
