package smallbusiness.messaging.reconciliation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One aggregate as a database has it: its version and the canonical text of its fields. */
public record AggregateRow(long id, long version, Map<String, @Nullable String> fields) {

  /** Keeps the order of the fields. */
  public AggregateRow {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
