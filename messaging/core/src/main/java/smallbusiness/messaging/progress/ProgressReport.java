package smallbusiness.messaging.progress;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import smallbusiness.schemas.Owner;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a system has published: every event committed before {@code asOf} is in Kafka before
 * these offsets. A reader that has passed all of them has read everything up to then. The relay
 * sends a report about once a second. A report never becomes wrong, whichever replica sends it and
 * however late it arrives.
 *
 * @param asOf by the clock of the system's database
 * @param endOffsets the offset after the last event of each partition that has events; a reader has
 *     passed it if its next offset is not smaller
 */
public record ProgressReport(Instant asOf, Map<TopicPartition, Long> endOffsets) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /** The JSON in Kafka: offsets by topic and partition. */
  private record Json(Instant asOf, Map<String, Map<Integer, Long>> endOffsets) {}

  public ProgressReport {
    endOffsets = Map.copyOf(endOffsets);
  }

  /** The topic of a system's reports; it has one partition and keeps the newest report. */
  public static String topicOf(Owner owner) {
    return owner.id() + ".progress";
  }

  public byte[] toJson() {
    Map<String, Map<Integer, Long>> byTopic = new TreeMap<>();
    endOffsets.forEach(
        (partition, end) ->
            byTopic
                .computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                .put(partition.partition(), end));
    return JSON.writeValueAsBytes(new Json(asOf, byTopic));
  }

  /**
   * Reads a stored report.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public static ProgressReport fromJson(byte[] stored) {
    try {
      Json json = JSON.readValue(stored, Json.class);
      Map<TopicPartition, Long> endOffsets = new HashMap<>();
      json.endOffsets()
          .forEach(
              (topic, ends) ->
                  ends.forEach(
                      (partition, end) ->
                          endOffsets.put(new TopicPartition(topic, partition), end)));
      return new ProgressReport(json.asOf(), endOffsets);
    } catch (JacksonException | NullPointerException e) {
      throw new IllegalArgumentException("Not a progress report", e);
    }
  }
}
