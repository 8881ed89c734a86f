-- Up to which position the journal was cut off; one row.
create table journal_retention (
  one       boolean primary key default true check (one),
  pruned_to bigint not null
);
insert into journal_retention (pruned_to) values (0);

-- Which reservations moved lately: the monitor asks.
create index reservation_by_change on reservation (changed_at);
