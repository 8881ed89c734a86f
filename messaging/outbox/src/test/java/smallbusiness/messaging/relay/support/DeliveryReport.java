package smallbusiness.messaging.relay.support;

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
 * A comparison of the outbox and its topics, independent of the relay's own audit.
 *
 * @param rows committed rows of the outbox
 * @param missing rows without a committed record
 * @param repeated records after the first of a row
 * @param unknown records without a row
 * @param outOfOrder records whose sequence does not follow the previous record of their key
 */
public record DeliveryReport(
    long rows, long missing, long repeated, long unknown, long outOfOrder) {

  public static DeliveryReport compare(Connection database, TopicReader topics)
      throws SQLException {
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
    long unknown = 0;
    long outOfOrder = 0;
    Map<String, Long> sequences = new HashMap<>();
    for (String topic : names) {
      for (ConsumerRecord<String, byte[]> record : topics.read(topic)) {
        UUID id = TopicReader.eventId(record);
        repeated += seen.add(id) ? 0 : 1;
        unknown += rows.contains(id) ? 0 : 1;
        long sequence =
            Long.parseLong(new String(record.headers().lastHeader("ce_sequence").value(), UTF_8));
        Long before = sequences.put(topic + "/" + record.key(), sequence);
        outOfOrder += sequence == (before == null ? 1 : before + 1) ? 0 : 1;
      }
    }
    long missing = rows.stream().filter(id -> !seen.contains(id)).count();
    return new DeliveryReport(rows.size(), missing, repeated, unknown, outOfOrder);
  }

  /** Whether the topics contain every row once and in order, and nothing else. */
  public boolean isExactlyOnceInOrder() {
    return missing == 0 && repeated == 0 && unknown == 0 && outOfOrder == 0;
  }
}
