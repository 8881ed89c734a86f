package smallbusiness.messaging.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The outbox and its topics compared, by means that have nothing in common with the relay's own.
 *
 * @param rows committed rows of the outbox
 * @param missing rows that no committed record carries
 * @param repeated records beyond the first of a row
 * @param foreign records of no row
 * @param disordered records whose key's sequence does not follow on the record before
 */
record Verdict(long rows, long missing, long repeated, long foreign, long disordered) {

  static Verdict on(Connection database, TopicReader topics) throws SQLException {
    Set<UUID> rows = new HashSet<>();
    Set<String> names = new HashSet<>();
    try (var statement = database.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT event_id, topic FROM messaging.outbox WHERE topic <> 'heartbeat'")) {
      while (result.next()) {
        rows.add(result.getObject(1, UUID.class));
        names.add(result.getString(2));
      }
    }
    Set<UUID> seen = new HashSet<>();
    long repeated = 0;
    long foreign = 0;
    long disordered = 0;
    Map<String, Long> sequences = new HashMap<>();
    for (String topic : names) {
      for (ConsumerRecord<String, byte[]> record : topics.read(topic)) {
        UUID id = EventRecords.idIn(record.headers());
        repeated += seen.add(id) ? 0 : 1;
        foreign += rows.contains(id) ? 0 : 1;
        long sequence =
            Long.parseLong(new String(record.headers().lastHeader("ce_sequence").value(), UTF_8));
        Long before = sequences.put(topic + "/" + record.key(), sequence);
        disordered += sequence == (before == null ? 1 : before + 1) ? 0 : 1;
      }
    }
    long missing = rows.stream().filter(id -> !seen.contains(id)).count();
    return new Verdict(rows.size(), missing, repeated, foreign, disordered);
  }

  /** Whether topics and outbox hold the same, once and in order. */
  boolean isSound() {
    return missing == 0 && repeated == 0 && foreign == 0 && disordered == 0;
  }
}
