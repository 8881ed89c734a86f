package smallbusiness.messaging.reconciliation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An aggregate as stored in a database: its version and its fields as canonical text. */
public record AggregateRow(long id, long version, Map<String, @Nullable String> fields) {

  /** Keeps the order of the fields. */
  public AggregateRow {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
