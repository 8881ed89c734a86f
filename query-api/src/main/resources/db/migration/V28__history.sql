-- Tables that all generations of the read model share: clients hold positions of the journal, and
-- freshness only advances. The migrations run in the schema of each generation. The first generation
-- moves its tables here; the others drop theirs, which are empty.
create schema if not exists history;
do $$
declare
  shared text;
begin
  foreach shared in array array['journal', 'journal_retention', 'topic_freshness'] loop
    if to_regclass('history.' || shared) is null then
      execute format('alter table %I set schema history', shared);
    else
      execute format('drop table %I', shared);
    end if;
  end loop;
end
$$;
