-- What outlives a generation of the read model: clients hold positions of the journal, and what is
-- known of freshness only grows. These migrations run in each generation's schema; the first one
-- brings the tables here, the others drop theirs, which are empty.
create schema if not exists history;
do $$
declare
  kept text;
begin
  foreach kept in array array['journal', 'journal_retention', 'topic_freshness'] loop
    if to_regclass('history.' || kept) is null then
      execute format('alter table %I set schema history', kept);
    else
      execute format('drop table %I', kept);
    end if;
  end loop;
end
$$;
