package smallbusiness.messaging.relay.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static smallbusiness.messaging.relay.audit.OperatorClient.findings;
import static smallbusiness.messaging.relay.audit.OperatorClient.republished;

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
import smallbusiness.messaging.relay.status.RelayStatus;
import smallbusiness.messaging.relay.support.CatalogueSchemaIds;
import smallbusiness.messaging.relay.support.TopicReader;
import smallbusiness.messaging.relay.support.WriteLoad;
import smallbusiness.messaging.testing.RealParts;
import smallbusiness.schemas.EventCodec;
import tools.jackson.databind.JsonNode;

/** The audit and the operator endpoints, over HTTP and under live load. */
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
@DirtiesContext // or its timers would keep running during other tests
class AuditIT {

  static final String TOKEN = "open, sesame, open";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
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
  @Autowired ScheduledAudit audit;

  @Test
  void under_live_load_every_seeded_fault_is_found_and_repaired_and_nothing_else()
      throws Exception {
    try (Connection connection = database.getConnection()) {
      WriteLoad.prepare(connection);
    }
    Instant from = Instant.now().minusSeconds(60);
    try (OperatorClient operator = new OperatorClient(port, TOKEN);
        WriteLoad load = new WriteLoad(url, owner, 4, 10, 7)) {
      awaitScheduledAudits(3);
      long before = load.committed();
      for (int run = 0; run < 5; run++) {
        assertThat(findings(operator.audit(from), "missing")).isEmpty();
        assertThat(findings(operator.audit(from), "repeated")).isEmpty();
      }
      assertThat(load.committed()).as("rows written during the audits").isGreaterThan(before);

      List<UUID> gaps = seedGaps();
      List<UUID> repeats = seedRepeats();

      JsonNode report = operator.audit(from);
      assertThat(findings(report, "missing")).containsExactlyInAnyOrderElementsOf(gaps);
      assertThat(findings(report, "repeated")).containsExactlyInAnyOrderElementsOf(repeats);
      assertThat(findings(report, "out_of_order")).isEmpty();
      assertThat(report.get("rows").asLong()).isGreaterThan(before);
      await()
          .atMost(TIMEOUT)
          .untilAsserted(() -> assertThat(operator.metric("missing")).isEqualTo(GAPS));

      try (OperatorClient intruder = new OperatorClient(port, "wrong token")) {
        assertThat(intruder.republishMissing(from).statusCode()).isEqualTo(401);
      }
      assertThat(republished(operator.republishMissing(from))).isEqualTo(GAPS);
      JsonNode repaired = operator.audit(from);
      assertThat(findings(repaired, "missing")).isEmpty();
      assertThat(findings(repaired, "repeated")).containsExactlyInAnyOrderElementsOf(repeats);
      assertThat(repaired.get("republished").asLong()).isEqualTo(GAPS);
      for (UUID gap : gaps) {
        assertThat(recordsOf(gap)).singleElement().matches(AuditIT::isMarked);
      }
    }
    try (OperatorClient operator = new OperatorClient(port, TOKEN)) {
      republishAPeriod(operator);
      viewAndPause(operator);
    }
  }

  /** Runs after the load, so that nothing else writes in the period. */
  private void republishAPeriod(OperatorClient operator) throws Exception {
    Instant from = Instant.now();
    List<UUID> events = insert("republished", TOPIC, 3);
    await()
        .atMost(TIMEOUT)
        .untilAsserted(() -> assertThat(events).allMatch(id -> recordsOf(id).size() == 1));

    assertThat(republished(operator.republishAll(from))).isEqualTo(3);

    for (UUID id : events) {
      assertThat(recordsOf(id).stream().map(AuditIT::isMarked)).containsExactly(false, true);
    }
    JsonNode report = operator.audit(from);
    assertThat(findings(report, "repeated")).as("republishing is not a finding").isEmpty();
    assertThat(report.get("rows").asLong()).isEqualTo(3);
    assertThat(report.get("republished").asLong()).isGreaterThanOrEqualTo(3);
  }

  private void viewAndPause(OperatorClient operator) throws Exception {
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
    await().atMost(TIMEOUT).until(() -> status.role() == RelayStatus.Role.PAUSED);
    JsonNode role = operator.get("metrics/relay.role?tag=role:PAUSED");
    assertThat(role.at("/measurements/0/value").asDouble()).isEqualTo(1);
    JsonNode retained = operator.get("metrics/relay.wal.retained");
    assertThat(retained.at("/measurements/0/value").asDouble()).isNotNegative();
    assertThat(operator.pause(false).statusCode()).isEqualTo(200);
    await().atMost(TIMEOUT).until(() -> status.role() == RelayStatus.Role.ACTIVE);
  }

  /** The schedule audits what has been written since its last run. */
  private void awaitScheduledAudits(int number) {
    for (int round = 0; round < number; round++) {
      AuditReport last = audit.lastReport();
      AuditReport next =
          await()
              .atMost(TIMEOUT)
              .until(
                  audit::lastReport,
                  report ->
                      report != null
                          && !report.equals(last)
                          && report.decided()
                          && report.rows() > 0);
      assertThat(next).matches(AuditReport::isClean);
    }
  }

  /**
   * Inserts rows that the log shows as heartbeats, which are not published. In one transaction, so
   * that an audit never sees them as heartbeats.
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
        ids.add(TopicReader.eventId(r));
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
        .read(TOPIC).stream().filter(record -> event.equals(TopicReader.eventId(record))).toList();
  }

  private static boolean isMarked(ConsumerRecord<String, byte[]> record) {
    return record.headers().lastHeader("republished") != null;
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class App {

    @Bean
    EventCodec eventCodec() {
      return new EventCodec(new CatalogueSchemaIds());
    }
  }
}
