package smallbusiness.query.journal;

import java.time.Instant;
import smallbusiness.query.sql.JsonColumn;
import tools.jackson.databind.JsonNode;

/**
 * One event of the journal.
 *
 * @param position increases, with gaps
 */
record JournalEntry(
    long position,
    String topic,
    String key,
    long sequence,
    String id,
    String type,
    String source,
    Instant time,
    String data) {

  /** The entry as a CloudEvent in the JSON event format. */
  String cloudEvent() {
    record CloudEvent(
        String specversion,
        String id,
        String type,
        String source,
        String subject,
        Instant time,
        String sequence,
        String datacontenttype,
        JsonNode data) {}
    return JsonColumn.write(
        new CloudEvent(
            "1.0",
            id,
            type,
            source,
            key,
            time,
            Long.toString(sequence),
            "application/json",
            JsonColumn.read(data)));
  }
}
