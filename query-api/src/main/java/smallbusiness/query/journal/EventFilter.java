package smallbusiness.query.journal;

import org.jspecify.annotations.Nullable;

/** The events that a subscriber wants; null accepts all. */
record EventFilter(@Nullable String type, @Nullable String source, @Nullable String key) {

  boolean accepts(JournalEntry entry) {
    return (type == null || type.equals(entry.type()))
        && (source == null || source.equals(entry.source()))
        && (key == null || key.equals(entry.key()));
  }
}
