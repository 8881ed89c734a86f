-- As of when the read model is, as it last knew: so that it can tell after a start without Kafka.
create table topic_freshness (
  topic text primary key,
  as_of timestamptz not null
);
