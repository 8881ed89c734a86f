package smallbusiness.query.freshness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import smallbusiness.messaging.testing.TestKafka;
import smallbusiness.messaging.testing.TestPostgres;
import smallbusiness.messaging.testing.TestPublisher;
import smallbusiness.messaging.testing.TestSchemas;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.messaging.token.ConsistencyToken;
import smallbusiness.query.Api;
import smallbusiness.query.Events;
import smallbusiness.query.Replica;
import smallbusiness.schemas.Topic;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An event that cannot be applied blocks its own aggregate until an operator resolves it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParkedEventIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int HEADER_LENGTH = 5;
  private static final String TOKEN = "an operator's secret";

  private final TestPostgres.Database database = TestPostgres.freshDatabase("poisoned");
  private final String broker = TestKafka.freshBroker();
  private final TestPublisher publisher = new TestPublisher(broker);
  private final HttpClient http = HttpClient.newHttpClient();
  private Replica replica;
  private Api api;

  @BeforeAll
  void start() {
    replica =
        Replica.start(
            database, broker, Map.of("feed.max-retry-delay", "200ms", "operator.token", TOKEN));
    api = replica.api();
  }

  @AfterAll
  void end() {
    replica.close();
    publisher.close();
    http.shutdownNow();
  }

  @Test
  void a_schema_id_that_the_registry_does_not_have_parks_only_its_key() {
    assertParksOnlyItsKey(101, withSchemaId(101, 999_999), "no schema with id 999999");
  }

  @Test
  void an_unknown_event_type_is_parked_and_not_dropped() {
    Schema novel =
        SchemaBuilder.record("CustomerPromoted")
            .namespace("smallbusiness.events.sales")
            .fields()
            .requiredLong("customer_id")
            .requiredLong("version")
            .endRecord();
    int number =
        TestSchemas.register("sales.customer-smallbusiness.events.sales.CustomerPromoted", novel);

    assertParksOnlyItsKey(102, withSchemaId(102, number), "Unknown event type");
  }

  @Test
  void an_event_of_another_topic_is_parked() {
    ProducerRecord<byte[], byte[]> strange =
        TestPublisher.record(Events.item(103, "Lost", "1.00", 1), Instant.now());

    assertParksOnlyItsKey(
        103, onCustomers(103, strange.value(), strange), "does not belong on sales.customer");
  }

  @Test
  void an_event_under_the_key_of_another_aggregate_is_parked() {
    ProducerRecord<byte[], byte[]> strange =
        TestPublisher.record(Events.customer(999, 1, "Who", "Peru"), Instant.now());

    assertParksOnlyItsKey(104, onCustomers(104, strange.value(), strange), "does not match");
  }

  @Test
  void a_newer_version_of_a_known_schema_is_applied() {
    Schema newer =
        SchemaBuilder.record("CustomerErased")
            .namespace("smallbusiness.events.sales")
            .fields()
            .requiredLong("customer_id")
            .requiredLong("version")
            .name("reason")
            .type()
            .stringType()
            .stringDefault("")
            .endRecord();
    int number =
        TestSchemas.register("sales.customer-smallbusiness.events.sales.CustomerErased", newer);
    publisher.publish(Events.customer(105, 1, "Eve", "Peru"));
    api.awaitVersion("/api/v1/customers/105", 1);
    ProducerRecord<byte[], byte[]> erased =
        TestPublisher.record(
            new smallbusiness.events.sales.CustomerErased(105L, 2L), Instant.now());
    byte[] old = erased.value();
    byte[] bytes = ByteBuffer.allocate(old.length + 1).put(old).put((byte) 0).array();
    ByteBuffer.wrap(bytes).putInt(1, number);

    publisher.send(List.of(onCustomers(105, bytes, erased)));

    await().atMost(SOON).until(() -> api.get("/api/v1/customers/105").statusCode() == 404);
  }

  @Test
  void an_operator_lists_shows_retries_and_skips_over_http() {
    publisher.send(List.of(withSchemaId(110, 999_998)));
    publisher.publish(Events.customer(110, 1, "Ida", "Peru"));
    await().atMost(SOON).until(() -> parkedOf(110).size() == 2);
    JsonNode head = parkedOf(110).getFirst();
    String path = "/actuator/parked/" + head.path("id").asLong();

    JsonNode shown = api.json(path);
    assertThat(shown.path("payload").asString()).startsWith("AAAPQj");
    assertThat(shown.path("headers").path("ce_id").asString()).isNotEmpty();
    assertThat(resolve(path, "retry", "").body()).contains("\"applied\":0");
    assertThat(resolve(path, "forget", "").statusCode()).isEqualTo(400);
    assertThat(resolve(path, "skip", "").statusCode()).isEqualTo(400);
    HttpResponse<String> skipped = resolve(path, "skip", "not ours");

    assertThat(skipped.statusCode()).isEqualTo(200);
    assertThat(skipped.body()).contains("\"applied\":1");
    api.awaitVersion("/api/v1/customers/110", 1);
    JsonNode audited = api.json(path);
    assertThat(audited.path("outcome").asString()).isEqualTo("SKIPPED");
    assertThat(audited.path("resolved_by").asString()).isEqualTo("on-call");
    assertThat(audited.path("note").asString()).isEqualTo("not ours");
    assertThat(resolve(path, "skip", "again").statusCode()).isEqualTo(404);
    assertThat(api.get("/actuator/parked/987654321").statusCode()).isEqualTo(404);
  }

  @Test
  void one_parked_key_in_a_hundred_does_not_slow_down_the_others() throws Exception {
    List<Long> without = latencies(10_000, false);
    List<Long> with = latencies(20_000, true);

    List<JsonNode> parked =
        api.json("/actuator/parked")
            .valueStream()
            .filter(one -> one.path("key").asLong() >= 20_000)
            .toList();
    assertThat(parked)
        .extracting(one -> one.path("key").asLong())
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(20_000, 20_500).filter(id -> id % 100 == 7).boxed().toList());
    System.out.printf(
        "Published to readable, of 495 keys: p50 %d us, p99 %d us; with 1%% of the keys parked p50 %d us,"
            + " p99 %d us%n",
        without.get(without.size() / 2),
        without.get(without.size() * 99 / 100),
        with.get(with.size() / 2),
        with.get(with.size() * 99 / 100));
  }

  /** Times from publishing until a read with a token is answered, sorted. */
  private List<Long> latencies(long first, boolean poison) {
    List<Long> micros = new ArrayList<>();
    for (long id = first; id < first + 500; id++) {
      if (id % 100 == 7) {
        publisher.send(
            List.of(
                poison
                    ? withSchemaId(id, 999_997)
                    : TestPublisher.record(Events.customer(id, 1, "Kim", "Peru"), Instant.now())));
      } else {
        long begun = System.nanoTime();
        publisher.publish(Events.customer(id, 1, "Kim", "Peru"));
        HttpResponse<String> read = read(id, 1, 10);
        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun));
      }
    }
    Collections.sort(micros);
    return micros;
  }

  private void assertParksOnlyItsKey(
      long id, ProducerRecord<byte[], byte[]> poison, String reason) {
    publisher.send(List.of(poison));
    publisher.publish(Events.customer(id, 1, "Late", "Peru"));
    publisher.publish(Events.customer(id + 1000, 1, "Ok", "Peru"));

    api.awaitVersion("/api/v1/customers/" + (id + 1000), 1);
    await().atMost(SOON).until(() -> parkedOf(id).size() == 2);
    assertThat(parkedOf(id)).anyMatch(one -> one.path("reason").asString().contains(reason));
    HttpResponse<String> refused = read(id, 1, 10);
    assertThat(refused.statusCode()).isEqualTo(504);
    assertThat(refused.body()).contains("urn:problem:parked", "sales.customer/" + id);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("60");
    assertThat(api.json("/actuator/health").at("/components/feed/status").asString())
        .isEqualTo("UP");
  }

  private List<JsonNode> parkedOf(long id) {
    return api.json("/actuator/parked")
        .valueStream()
        .filter(one -> one.path("key").asString().equals(Long.toString(id)))
        .toList();
  }

  private HttpResponse<String> read(long id, long version, int seconds) {
    String token =
        ConsistencyToken.NONE
            .with(new Aggregate(Topic.SALES_CUSTOMER, Long.toString(id)), version)
            .toString();
    return api.get(
        "/api/v1/customers/" + id, "Consistency-Token", token, "Prefer", "wait=" + seconds);
  }

  private HttpResponse<String> resolve(String path, String action, String note) {
    String body =
        JsonMapper.shared()
            .writeValueAsString(Map.of("action", action, "by", "on-call", "note", note));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + replica.port() + path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + TOKEN)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString()).join();
  }

  /** An event as the relay sends it, with another schema id. */
  private static ProducerRecord<byte[], byte[]> withSchemaId(long id, int schemaId) {
    ProducerRecord<byte[], byte[]> record =
        TestPublisher.record(Events.customer(id, 1, "Poison", "Peru"), Instant.now());
    assertThat(record.value().length).isGreaterThan(HEADER_LENGTH);
    ByteBuffer.wrap(record.value()).putInt(1, schemaId);
    return record;
  }

  private static ProducerRecord<byte[], byte[]> onCustomers(
      long id, byte[] value, ProducerRecord<byte[], byte[]> like) {
    return new ProducerRecord<>(
        Topic.SALES_CUSTOMER.topicName(),
        null,
        Long.toString(id).getBytes(UTF_8),
        value,
        like.headers());
  }
}
