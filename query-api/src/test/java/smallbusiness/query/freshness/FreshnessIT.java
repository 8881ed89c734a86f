package smallbusiness.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static smallbusiness.query.Events.customer;
import static smallbusiness.query.Events.id;
import static smallbusiness.query.Publisher.publish;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.scheduling.TaskScheduler;
import smallbusiness.query.Api;
import smallbusiness.query.QueryApiTest;
import smallbusiness.query.cache.SnapshotTracker;
import smallbusiness.schemas.Owner;
import tools.jackson.databind.JsonNode;

/** Every response states its freshness, and a stopped source or feed becomes stale. */
@QueryApiTest
class FreshnessIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LONG = Duration.ofMillis(1500);

  @LocalServerPort int port;
  @Autowired DataSource database;
  @Autowired JdbcClient jdbc;
  @Autowired MeterRegistry meters;
  @Autowired AppliedOffsets applied;
  @Autowired SnapshotTracker snapshots;
  @Autowired TaskScheduler scheduler;
  @Autowired Clock clock;

  private Api api;
  private Reporter reporter;

  @BeforeEach
  void client() throws Exception {
    api = new Api(port);
    publish(customer(id(), 1, "Ada", "Laos"));
    reporter = new Reporter();
  }

  @AfterEach
  void close() {
    reporter.close();
  }

  @Test
  void every_response_states_its_freshness() throws Exception {
    for (Owner owner : Owner.values()) {
      awaitAsOf(owner, reporter.report(owner));
    }

    for (HttpResponse<String> answer :
        new HttpResponse[] {
          api.get("/api/v1/orders"),
          api.get("/api/v1/orders", "Accept", "text/csv"),
          api.get("/api/v1/overview"),
          api.get("/api/v1/orders/987654321"),
          api.get("/api/v1/orders?colour=red"),
          api.get("/api/v1/nonsense")
        }) {
      assertThat(answer.headers().firstValue("As-Of"))
          .as("%s %s", answer.uri(), answer.statusCode())
          .hasValueSatisfying(
              text ->
                  assertThat(text)
                      .matches("warehouse=\"[^\"]+Z\", sales=\"[^\"]+Z\", accounting=\"[^\"]+Z\""));
      assertThat(answer.headers().firstValue("Staleness"))
          .hasValueSatisfying(
              text ->
                  assertThat(text)
                      .matches("warehouse=\\d+\\.\\d{3}, sales=\\d+\\.\\d{3}, accounting=\\d+.*"));
    }
  }

  @Test
  void an_idle_source_that_reports_stays_fresh_and_a_silent_one_becomes_stale() throws Exception {
    awaitAsOf(Owner.WAREHOUSE, reporter.report(Owner.WAREHOUSE));
    Instant last = reporter.report(Owner.SALES);
    awaitAsOf(Owner.SALES, last);

    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              awaitAsOf(Owner.WAREHOUSE, reporter.report(Owner.WAREHOUSE));
              return staleness(Owner.SALES).compareTo(LONG) > 0;
            });

    assertThat(asOf(Owner.SALES)).isEqualTo(last);
    assertThat(meters.get("feed.lag").gauge().value()).isZero();
    assertThat(meters.get("freshness.staleness").tag("source", "sales").timeGauge().value())
        .isGreaterThan(1);

    awaitAsOf(Owner.SALES, reporter.report(Owner.SALES));
  }

  @Test
  void a_blocked_feed_becomes_stale_and_recovers() throws Exception {
    Instant before = reporter.report(Owner.SALES);
    awaitAsOf(Owner.SALES, before);
    long stuck = id();
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection
          .createStatement()
          .execute("select 1 from messaging.feed_offset where topic = 'sales.customer' for update");
      publish(customer(stuck, 1, "Bea", "Laos"));

      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                reporter.report(Owner.SALES);
                awaitAsOf(Owner.WAREHOUSE, reporter.report(Owner.WAREHOUSE));
                return staleness(Owner.SALES).compareTo(LONG) > 0;
              });
      assertThat(asOf(Owner.SALES)).isEqualTo(before);
      assertThat(api.get("/api/v1/customers/" + stuck).statusCode()).isEqualTo(404);
      assertRefused("Max-Staleness", "1");
      assertRefused("Max-Staleness", "sales=1.2, warehouse=999");
      assertRefused("Prefer", "max-staleness=1");
      assertAnswered("Max-Staleness", "999999");
      assertAnswered("Max-Staleness", "warehouse=999");
      connection.rollback();
    }

    awaitAsOf(Owner.SALES, reporter.report(Owner.SALES));
    assertThat(api.get("/api/v1/customers/" + stuck).statusCode()).isEqualTo(200);
    assertAnswered("Max-Staleness", "sales=999");
  }

  @Test
  void an_invalid_limit_is_rejected_with_the_name_of_the_header() {
    HttpResponse<String> answer = api.get("/api/v1/customers", "Max-Staleness", "soon");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"Max-Staleness\"");
  }

  @Test
  void a_start_without_kafka_uses_the_stored_times() throws Exception {
    Instant last = reporter.report(Owner.SALES);
    awaitAsOf(Owner.SALES, last);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                jdbc.sql(
                        "select coalesce(min(as_of) >= :last, false) from history.topic_freshness where"
                            + " topic like 'sales%'")
                    .param("last", java.sql.Timestamp.from(last))
                    .query(Boolean.class)
                    .single());
    FreshnessTracker again =
        new FreshnessTracker(
            new DefaultKafkaConsumerFactory<>(Map.of("bootstrap.servers", "localhost:1")),
            jdbc,
            applied,
            snapshots,
            new FreshnessProperties(Duration.ofMillis(100), Duration.ofSeconds(5)),
            scheduler,
            clock);
    again.start();
    try {
      assertThat(again.current().of(Owner.SALES)).isAfterOrEqualTo(last);
      assertThat(again.current().staleness(Owner.SALES, clock.instant())).isPositive();
    } finally {
      again.stop();
    }
  }

  private void assertRefused(String header, String value) {
    HttpResponse<String> answer = api.get("/api/v1/customers?limit=1", header, value);
    assertThat(answer.statusCode()).as(value).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).contains("urn:problem:too-stale", "\"sales\":");
  }

  private void assertAnswered(String header, String value) {
    assertThat(api.get("/api/v1/customers?limit=1", header, value).statusCode()).isEqualTo(200);
  }

  private void awaitAsOf(Owner owner, Instant moment) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !asOf(owner).isBefore(moment));
  }

  /** The oldest time of the source's topics; the epoch when unknown. */
  private Instant asOf(Owner owner) {
    Instant oldest = Instant.MAX;
    for (JsonNode topic : api.json("/api/v1/freshness")) {
      if (topic.path("source").asString().equals(owner.id())) {
        Instant asOf =
            topic.path("as_of").isNull()
                ? Instant.EPOCH
                : Instant.parse(topic.path("as_of").asString());
        oldest = asOf.isBefore(oldest) ? asOf : oldest;
      }
    }
    return oldest;
  }

  private Duration staleness(Owner owner) {
    String header = api.get("/api/v1/freshness").headers().firstValue("Staleness").orElseThrow();
    String seconds = header.replaceAll(".*" + owner.id() + "=([0-9.]+).*", "$1");
    return Duration.ofMillis((long) (Double.parseDouble(seconds) * 1000));
  }
}
