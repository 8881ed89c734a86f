-- The time up to which each topic is applied, for a start while Kafka is unavailable.
create table topic_freshness (
  topic text primary key,
  as_of timestamptz not null
);
