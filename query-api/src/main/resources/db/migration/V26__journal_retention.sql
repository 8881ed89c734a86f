-- The position up to which the journal was pruned; one row.
create table journal_retention (
  one       boolean primary key default true check (one),
  pruned_to bigint not null
);
insert into journal_retention (pruned_to) values (0);

-- For the monitor: the reservations that changed recently.
create index reservation_by_change on reservation (changed_at);
