package smallbusiness.query.journal;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.sql.Select;

/** Reads the journal. */
@Component
class Journal {

  private static final Select<JournalEntry> ENTRIES =
      Select.of(JournalEntry.class, "j", "history.journal j");

  private static final String AFTER =
      ENTRIES.where("position > :position order by position limit :limit");

  private final JdbcClient jdbc;

  Journal(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The next entries after a position. */
  List<JournalEntry> after(long position, int limit) {
    return jdbc.sql(AFTER)
        .param("position", position)
        .param("limit", limit)
        .query(ENTRIES.mapper())
        .list();
  }

  /** The position up to which entries were removed; 0 when none were. */
  long prunedTo() {
    return jdbc.sql("select pruned_to from history.journal_retention").query(Long.class).single();
  }

  /** The position of the newest entry; 0 when there is none. */
  long end() {
    return jdbc.sql("select coalesce(max(position), 0) from history.journal")
        .query(Long.class)
        .single();
  }
}
