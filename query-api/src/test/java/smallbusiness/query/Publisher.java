package smallbusiness.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import smallbusiness.messaging.testing.TestKafka;
import smallbusiness.messaging.testing.TestRegistry;
import smallbusiness.schemas.EventCodec;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.SchemaIds;
import smallbusiness.schemas.Topic;
import tools.jackson.databind.json.JsonMapper;

/** Publishes events to the topics as the three systems do. */
public final class Publisher {

  private static final Publisher INSTANCE = new Publisher();

  private final KafkaProducer<String, byte[]> producer;
  private final EventCodec codec = new EventCodec(new RegisteredSchemas());

  private Publisher() {
    String broker = TestKafka.bootstrapServers();
    createTopics(broker);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker, "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Publishes events in the given order. */
  public static void publish(SpecificRecord... events) {
    publish(List.of(events));
  }

  /** Publishes events in the given order. */
  public static void publish(List<? extends SpecificRecord> events) {
    try {
      for (Future<?> sent : events.stream().map(INSTANCE::send).toList()) {
        sent.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Future<?> send(SpecificRecord event) {
    EventType type = EventType.of(event);
    var message =
        new ProducerRecord<>(type.topic().topicName(), type.keyOf(event), codec.encode(event));
    header(message, "ce_specversion", "1.0");
    header(message, "ce_id", UUID.randomUUID().toString());
    header(message, "ce_type", type.fullName());
    header(message, "ce_source", type.topic().owner().source());
    header(message, "ce_subject", type.keyOf(event));
    header(message, "ce_time", Instant.now().toString());
    header(message, "ce_sequence", Long.toString(type.versionOf(event)));
    return producer.send(message);
  }

  private static void header(ProducerRecord<String, byte[]> message, String name, String value) {
    message.headers().add(name, value.getBytes(UTF_8));
  }

  private static void createTopics(String broker) {
    List<NewTopic> topics =
        Arrays.stream(Topic.values())
            .map(topic -> new NewTopic(topic.topicName(), 3, (short) 1))
            .toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Schema ids from the real registry. */
  private static final class RegisteredSchemas implements SchemaIds {

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();
    private final Map<EventType, Integer> numbers = new ConcurrentHashMap<>();

    @Override
    public int idOf(EventType type) {
      return numbers.computeIfAbsent(type, this::register);
    }

    private int register(EventType type) {
      String body = json.writeValueAsString(Map.of("schema", type.schema().toString()));
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(TestRegistry.url() + "/subjects/" + type.subject() + "/versions"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      try {
        String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return json.readTree(answer).get("id").asInt();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Schema schemaOf(int id) {
      throw new UnsupportedOperationException("Only writes");
    }
  }
}
