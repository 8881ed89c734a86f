package smallbusiness.messaging.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.serde.Default4ByteIdHandler;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import smallbusiness.events.warehouse.ItemAdded;
import smallbusiness.events.warehouse.ItemState;
import smallbusiness.events.warehouse.StockChangeReason;
import smallbusiness.events.warehouse.StockChanged;
import smallbusiness.messaging.testing.TestRegistry;
import smallbusiness.schemas.EventCodec;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.SchemaIds;
import smallbusiness.schemas.Topic;

/** Our encoding is identical to that of a third-party serializer in Confluent mode. */
class ForeignClientIT {

  private static final String TOPIC = Topic.WAREHOUSE_ITEM.topicName();
  private static final ItemState TEA =
      new ItemState("Tea", "Loose", "Sri Lanka", new BigDecimal("4.50"), 12L, 3L);
  private static final ItemAdded ADDED = new ItemAdded(7L, 1L, TEA);
  private static final StockChanged MOVED =
      new StockChanged(7L, 2L, StockChangeReason.RESERVED, 0L, 3L, 42L, TEA);

  private final SchemaRegistry registry =
      new SchemaRegistry(
          new SchemaRegistryProperties(
              TestRegistry.url(),
              Duration.ofSeconds(5),
              Duration.ofSeconds(10),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1)));
  private final EventCodec codec = new EventCodec(new Registered());

  @AfterEach
  void disconnect() {
    registry.close();
  }

  @Test
  void a_foreign_client_reads_what_we_write() {
    try (var reader = new AvroKafkaDeserializer<SpecificRecord>()) {
      reader.configure(settings(Map.of()), false);

      assertThat(reader.deserialize(TOPIC, codec.encode(ADDED))).isEqualTo(ADDED);
      assertThat(reader.deserialize(TOPIC, codec.encode(MOVED))).isEqualTo(MOVED);
    }
  }

  @Test
  void we_read_what_a_foreign_client_writes_and_it_is_the_same_bytes() {
    for (SpecificRecord event : new SpecificRecord[] {ADDED, MOVED}) {
      byte[] ours = codec.encode(event);
      try (var writer = new AvroKafkaSerializer<SpecificRecord>()) {
        writer.configure(
            settings(
                Map.of(
                    "apicurio.registry.artifact.group-id",
                    "default",
                    "apicurio.registry.artifact.artifact-id",
                    EventType.of(event).subject())),
            false);

        byte[] theirs = writer.serialize(TOPIC, event);

        assertThat(codec.decode(theirs)).isEqualTo(event);
        assertThat(theirs).isEqualTo(ours);
      }
    }
  }

  private static Map<String, Object> settings(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put(
        "apicurio.registry.url", TestRegistry.url().resolve("/apis/registry/v3").toString());
    settings.put("apicurio.registry.headers.enabled", false);
    settings.put("apicurio.registry.id-handler", Default4ByteIdHandler.class.getName());
    settings.put("apicurio.registry.use-id", "contentId");
    settings.put("apicurio.registry.auto-register", false);
    settings.put("apicurio.registry.find-latest", true);
    settings.put("apicurio.registry.use-specific-avro-reader", true);
    return settings;
  }

  /** Ids straight from the registry. */
  private final class Registered implements SchemaIds {

    private final Map<EventType, Integer> ids = new ConcurrentHashMap<>();

    @Override
    public int idOf(EventType type) {
      return ids.computeIfAbsent(
          type, written -> registry.register(written.subject(), written.schema()));
    }

    @Override
    public Schema schemaOf(int id) {
      return registry.schema(id);
    }
  }
}
