package smallbusiness.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static smallbusiness.messaging.relay.OperatorClient.findings;
import static smallbusiness.messaging.relay.OperatorClient.sent;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;
import smallbusiness.messaging.testing.RealParts;
import smallbusiness.schemas.EventCodec;
import tools.jackson.databind.JsonNode;

/** The audit and what an operator sees and does, over HTTP and under live load. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.application.name=warehouse",
      "spring.config.import=classpath:smallbusiness/messaging/service.yaml",
      "spring.autoconfigure.exclude=smallbusiness.messaging.schema.SchemaAutoConfiguration",
      "spring.flyway.locations=",
      "server.address=127.0.0.1",
      "relay.audit-interval=500ms",
      "operator.token=" + AuditIT.TOKEN
    })
@RealParts(isolated = true, registry = false)
@DirtiesContext // its timers would go on beside other tests
class AuditIT {

  static final String TOKEN = "open, sesame, open";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOPIC = "warehouse.item";
  private static final int GAPS = 7;
  private static final int REPEATS = 5;

  @LocalServerPort int port;

  @Value("${spring.kafka.bootstrap-servers}")
  String kafka = "";

  @Value("${spring.datasource.url}")
  String url = "";

  @Value("${spring.datasource.username}")
  String owner = "";

  @Autowired DataSource database;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired RelayStatus status;

  @Test
  void under_live_load_each_seeded_fault_is_found_and_mended_and_nothing_else() throws Exception {
    try (Connection connection = database.getConnection()) {
      Load.prepare(connection);
    }
    Instant from = Instant.now().minusSeconds(60);
    try (OperatorClient operator = new OperatorClient(port, TOKEN);
        Load load = new Load(url, owner, 4, 10, 7)) {
      awaitScheduledAudits(3);
      long before = load.committed();
      for (int audit = 0; audit < 5; audit++) {
        assertThat(findings(operator.audit(from), "missing")).isEmpty();
        assertThat(findings(operator.audit(from), "repeated")).isEmpty();
      }
      assertThat(load.committed()).as("rows written meanwhile").isGreaterThan(before);

      List<UUID> gaps = seedGaps();
      List<UUID> repeats = seedRepeats();

      JsonNode report = operator.audit(from);
      assertThat(findings(report, "missing")).containsExactlyInAnyOrderElementsOf(gaps);
      assertThat(findings(report, "repeated")).containsExactlyInAnyOrderElementsOf(repeats);
      assertThat(findings(report, "disordered")).isEmpty();
      assertThat(report.get("rows").asLong()).isGreaterThan(before);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(operator.metric("missing")).isEqualTo(GAPS));

      try (OperatorClient stranger = new OperatorClient(port, "a guess")) {
        assertThat(stranger.publishMissing(from).statusCode()).isEqualTo(401);
      }
      assertThat(sent(operator.publishMissing(from))).isEqualTo(GAPS);
      JsonNode mended = operator.audit(from);
      assertThat(findings(mended, "missing")).isEmpty();
      assertThat(findings(mended, "repeated")).containsExactlyInAnyOrderElementsOf(repeats);
      assertThat(mended.get("sent_again").asLong()).isEqualTo(GAPS);
      for (UUID gap : gaps) {
        assertThat(recordsOf(gap)).singleElement().matches(AuditIT::isMarked);
      }
    }
    try (OperatorClient operator = new OperatorClient(port, TOKEN)) {
      sendASpanAgainOnPurpose(operator);
      lookAndPause(operator);
    }
  }

  /** After the load: nobody else writes into the span. */
  private void sendASpanAgainOnPurpose(OperatorClient operator) throws Exception {
    Instant from = Instant.now();
    List<UUID> events = insert("again", TOPIC, 3);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(events).allMatch(id -> recordsOf(id).size() == 1));

    assertThat(sent(operator.sendAgain(from))).isEqualTo(3);

    for (UUID id : events) {
      assertThat(recordsOf(id).stream().map(AuditIT::isMarked)).containsExactly(false, true);
    }
    JsonNode report = operator.audit(from);
    assertThat(findings(report, "repeated")).as("on purpose is no fault").isEmpty();
    assertThat(report.get("rows").asLong()).isEqualTo(3);
    assertThat(report.get("sent_again").asLong()).isGreaterThanOrEqualTo(3);
  }

  private void lookAndPause(OperatorClient operator) throws Exception {
    JsonNode view = operator.get("relay");
    assertThat(view.get("role").asString()).isEqualTo("ACTIVE");
    assertThat(view.propertyNames())
        .contains("paused", "defect", "published", "restarts", "repairs", "last_error")
        .contains("oldest_unpublished_seconds", "lag_events", "lag_bytes", "retained_bytes");
    JsonNode health = operator.get("health").at("/components/relay/details");
    assertThat(health.get("role").asString()).isEqualTo("ACTIVE");
    assertThat(health.propertyNames())
        .contains("oldestUnpublishedSeconds", "lagEvents", "lagBytes", "retainedBytes")
        .contains("restarts", "repairs", "paused", "backoffSeconds");

    assertThat(operator.pause(true).statusCode()).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> status.role() == RelayStatus.Role.PAUSED);
    JsonNode role = operator.get("metrics/relay.role?tag=role:PAUSED");
    assertThat(role.at("/measurements/0/value").asDouble()).isEqualTo(1);
    JsonNode retained = operator.get("metrics/relay.wal.retained");
    assertThat(retained.at("/measurements/0/value").asDouble()).isNotNegative();
    assertThat(operator.pause(false).statusCode()).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> status.role() == RelayStatus.Role.ACTIVE);
  }

  /** The timer audits by itself what has been written since its last round. */
  private void awaitScheduledAudits(int number) {
    for (int round = 0; round < number; round++) {
      AuditReport last = status.audit();
      AuditReport next =
          await()
              .atMost(PATIENCE)
              .until(
                  status::audit,
                  report ->
                      report != null
                          && !report.equals(last)
                          && report.decided()
                          && report.rows() > 0);
      assertThat(next).matches(AuditReport::isSound);
    }
  }

  /**
   * Rows that come out of the log as heartbeats, of which nothing is published. In one transaction,
   * or an audit between its steps would take them for heartbeats, too.
   */
  private List<UUID> seedGaps() {
    List<UUID> events = new ArrayList<>();
    transaction.executeWithoutResult(
        tx -> {
          for (int gap = 0; gap < GAPS; gap++) {
            events.addAll(insert("gap " + gap, "heartbeat", 1));
          }
          jdbc.sql("UPDATE messaging.outbox SET topic = ? WHERE key LIKE 'gap %'")
              .param(TOPIC)
              .update();
        });
    return events;
  }

  private List<UUID> seedRepeats() throws Exception {
    List<UUID> ids = new ArrayList<>();
    List<ConsumerRecord<String, byte[]>> records = new TopicReader(kafka).read(TOPIC);
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        ConsumerRecord<String, byte[]> r = records.get(repeat * (records.size() / REPEATS));
        ids.add(EventRecords.idIn(r.headers()));
        producer
            .send(new ProducerRecord<>(TOPIC, r.partition(), null, r.key(), r.value(), r.headers()))
            .get();
      }
    }
    return ids;
  }

  private List<UUID> insert(String key, String topic, int rows) {
    List<UUID> events = new ArrayList<>();
    for (int row = 1; row <= rows; row++) {
      UUID id = UUID.randomUUID();
      events.add(id);
      jdbc.sql(
              """
              INSERT INTO messaging.outbox
                (occurred_at, topic, key, sequence, type, event_id, payload)
              VALUES (clock_timestamp(), ?, ?, ?, 'test', ?, 'x')
              """)
          .params(topic, key, row, id)
          .update();
    }
    return events;
  }

  private List<ConsumerRecord<String, byte[]>> recordsOf(UUID event) {
    return new TopicReader(kafka)
        .read(TOPIC).stream()
            .filter(record -> event.equals(EventRecords.idIn(record.headers())))
            .toList();
  }

  private static boolean isMarked(ConsumerRecord<String, byte[]> record) {
    return record.headers().lastHeader("republished") != null;
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class App {

    @Bean
    EventCodec eventCodec() {
      return new EventCodec(new CatalogueIds());
    }
  }
}
