package smallbusiness.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import smallbusiness.messaging.testing.TestPostgres;
import smallbusiness.messaging.testing.TestPublisher;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.messaging.token.ConsistencyToken;
import smallbusiness.query.Events;
import smallbusiness.query.Replica;
import smallbusiness.schemas.Topic;
import tools.jackson.databind.JsonNode;

/**
 * Two replicas rebuild the read model while events and readers continue: no read is refused or sees
 * an older state, and wrong rows are reported and corrected.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RebuildIT {

  /** More orders before the rebuild with {@code -Drebuild.orders=5000}. */
  private static final int PAST = Integer.getInteger("rebuild.orders", 300);

  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private static final String FIRST_EVENT =
      "select position from history.journal where topic = 'warehouse.item' and key = '1'"
          + " and sequence = 1";

  private final FollowedBusiness followed = new FollowedBusiness("rebuilt");
  private final TestPostgres.Database database = followed.database();
  private final Business business = followed.business();
  private Replica replica;
  private Replica other;

  @BeforeAll
  void start() {
    business.completeOrders(PAST);
    replica = followed.replica();
    other = followed.replica();
    followed.awaitOn(replica);
  }

  @AfterAll
  void end() throws InterruptedException {
    followed.close();
    other.close();
    replica.close();
  }

  @Test
  @Order(1)
  void readers_are_not_affected_by_a_rebuild_and_repeated_switches() throws Exception {
    Operator operator = new Operator(replica);
    Operator colleague = new Operator(other);
    long position = replica.jdbc().sql(FIRST_EVENT).query(Long.class).single();
    business.startOrders();
    try (Readers readers = new Readers(3, business, List.of(replica, other))) {
      await().atMost(A_MINUTE).until(() -> readers.responses() > 200);
      assertThat(operator.refusal("switch")).contains("no shadow read model");

      long started = System.nanoTime();
      operator.perform("rebuild");
      assertThat(colleague.refusal("rebuild")).contains("drop it first");
      operator.awaitFilled();
      report(operator.status(), System.nanoTime() - started, readers.slowestMillis());

      JsonNode report = colleague.perform("compare");
      assertThat(report.path("equal").asBoolean()).as(report.toString()).isTrue();
      assertThat(report.path("topics").findValuesAsString("table"))
          .containsExactlyInAnyOrderElementsOf(ComparedTables.TOPICS.keySet());

      assertThat(operator.perform("switch").path("live").asLong()).isEqualTo(2);
      assertReadable(replica, 7_001);
      assertReadable(other, 7_002);
      assertThat(colleague.perform("switch").path("live").asLong()).isEqualTo(1);
      assertReadable(replica, 7_003);
      assertThat(operator.perform("switch").path("live").asLong()).isEqualTo(2);
      assertThat(operator.post("switch", ", \"generation\": 2").statusCode()).isEqualTo(409);
      System.out.printf("Slowest response around three switches: %d ms%n", readers.slowestMillis());

      colleague.perform("drop");
      long later = readers.responses() + 200;
      await().atMost(A_MINUTE).until(() -> readers.responses() > later);
      assertThat(readers.violations()).isEmpty();
    }
    business.stopOrders();
    assertThat(replica.jdbc().sql(FIRST_EVENT).query(Long.class).single()).isEqualTo(position);
    assertThat(operator.status().path("log").findValuesAsString("action"))
        .contains("rebuild", "compare", "switch", "drop");
    assertThat(replica.api().json("/actuator/health").at("/components/feed/status").asString())
        .isEqualTo("UP");
  }

  @Test
  @Order(2)
  void wrong_rows_of_a_projector_are_reported_and_correct_after_the_switch() throws Exception {
    Operator operator = new Operator(replica);
    for (String seeded :
        List.of(
            "update sales_order set total = total + 1 where id = 7",
            "update order_count set orders = orders + 1 where status = 'SHIPPED'",
            "delete from order_item where order_id = 9",
            "insert into sales_total values ('ITEM', 99999, 0, 0, 0)")) {
      assertThat(replica.jdbc().sql(seeded).update()).as(seeded).isEqualTo(1);
    }
    JsonNode wrong = replica.api().json("/api/v1/orders/7").path("total");
    business.startOrders();
    operator.perform("rebuild");
    operator.awaitFilled();

    JsonNode report = operator.perform("compare");

    assertThat(report.path("equal").asBoolean()).isFalse();
    assertThat(report.path("summary").asString())
        .isEqualTo(
            "12 tables compared, 3 differ: order_count (0 only live, 0 only shadow, 1 different),"
                + " order_item (0 only live, 1 only shadow, 0 different),"
                + " sales_order (0 only live, 0 only shadow, 1 different)");
    JsonNode sample = table(report, "sales_order").at("/samples/0");
    assertThat(sample.at("/key/id").asLong()).isEqualTo(7);
    assertThat(sample.path("live").propertyNames()).containsExactly("total");
    assertThat(sample.at("/live/total").decimalValue()).isEqualByComparingTo(wrong.decimalValue());
    assertThat(table(report, "order_item").at("/samples/0/live").isNull()).isTrue();
    assertThat(table(report, "order_item").at("/samples/0/shadow/order_id").asLong()).isEqualTo(9);
    assertThat(table(report, "order_count").at("/samples/0/key/status").asString())
        .isEqualTo("SHIPPED");
    assertThat(operator.refusal("switch")).contains("sales_order");

    HttpResponse<String> switched = operator.post("switch", ", \"acceptDifferences\": true");

    assertThat(switched.statusCode()).as(switched.body()).isEqualTo(200);
    assertThat(replica.api().json("/api/v1/orders/7").path("total").decimalValue())
        .isEqualByComparingTo(wrong.decimalValue().subtract(BigDecimal.ONE));
    business.stopOrders();
    operator.perform("drop");
  }

  @Test
  @Order(3)
  void a_shadow_that_is_behind_cannot_be_switched_to() throws Exception {
    Operator operator = new Operator(replica);
    operator.perform("rebuild");
    operator.awaitFilled();
    operator.perform("compare");
    try (Connection holder = lockOffsets("sales.customer")) {
      business.publish(Events.customer(8_000, 1, "Late", "Peru"));
      replica.api().awaitVersion("/api/v1/customers/8000", 1);

      assertThat(operator.refusal("switch")).contains("offsets behind");

      business.publish(Events.customer(8_000, 2, "Later", "Peru"));
      replica.api().awaitVersion("/api/v1/customers/8000", 2);
      holder.rollback();
    }
    assertThat(operator.perform("switch").path("live").asLong())
        .isGreaterThan(operator.status().path("shadow").asLong());
    assertThat(replica.api().json("/api/v1/customers/8000").path("version").asLong()).isEqualTo(2);
    operator.perform("drop");
  }

  @Test
  @Order(4)
  void a_topic_whose_offsets_never_match_is_undecided() throws Exception {
    Operator operator = new Operator(replica);
    operator.perform("rebuild");
    operator.awaitFilled();
    try (Connection holder = lockOffsets("sales.customer")) {
      business.publish(Events.customer(8_100, 1, "Unseen", "Peru"));
      replica.api().awaitVersion("/api/v1/customers/8100", 1);

      JsonNode report = operator.perform("compare");

      assertThat(report.path("equal").asBoolean()).isFalse();
      assertThat(report.path("summary").asString()).endsWith("; undecided: sales.customer");
      assertThat(undecided(report)).containsExactly("sales.customer");
      assertThat(report.path("topics").findValuesAsString("table")).doesNotContain("customer");
      holder.rollback();
    }
    assertThat(operator.refusal("switch")).contains("undecided: sales.customer");

    assertThat(operator.perform("compare").path("equal").asBoolean()).isTrue();
    operator.perform("switch");
    operator.perform("drop");
  }

  @Test
  @Order(5)
  void replicas_that_stop_during_a_rebuild_resume_it_after_a_restart() throws Exception {
    Connection holder = TestPostgres.superuser(database.name());
    try (holder;
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute(
          "insert into messaging.feed_offset values ('shadow', 'sales.order', 0, 0),"
              + " ('shadow', 'sales.order', 1, 0), ('shadow', 'sales.order', 2, 0)");
      new Operator(replica).perform("rebuild");
      await().atMost(A_MINUTE).until(this::isWaitingForLockedOffsets);
      CompletableFuture<Void> closing =
          CompletableFuture.allOf(
              CompletableFuture.runAsync(other::close), CompletableFuture.runAsync(replica::close));
      await()
          .atMost(A_MINUTE)
          .until(
              () -> {
                terminateWaitingSessions();
                return closing.isDone();
              });
      holder.rollback();
      closing.get();
      try (ResultSet left =
          statement.executeQuery(
              """
              select sum(l.next_offset) - coalesce(sum(b.next_offset), 0)
              from messaging.feed_offset l left join messaging.feed_offset b
                on b.feed = 'shadow' and b.topic = l.topic and b.partition = l.partition
              where l.feed = 'live' and l.topic = 'sales.order'
              """)) {
        assertThat(left.next()).isTrue();
        assertThat(left.getLong(1)).isPositive();
      }
    }
    replica = followed.replica();
    other = followed.replica();
    Operator operator = new Operator(replica);
    assertThat(operator.status().path("shadow").isNull()).isFalse();

    operator.awaitFilled();
    JsonNode report = operator.perform("compare");

    assertThat(report.path("equal").asBoolean()).as(report.toString()).isTrue();
    operator.perform("switch");
    replica.close();
    replica = followed.replica();
    assertThat(replica.api().json("/api/v1/orders/1").path("version").asLong()).isPositive();
    new Operator(replica).perform("drop");
  }

  /** Terminates the sessions that wait for a lock, in the middle of a batch. */
  private void terminateWaitingSessions() {
    TestPostgres.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'"
            + " and datname = '"
            + database.name()
            + "'");
  }

  private boolean isWaitingForLockedOffsets() {
    return replica
        .jdbc()
        .sql(
            "select exists (select from pg_stat_activity where wait_event_type = 'Lock'"
                + " and query like '%messaging.feed_offset%')")
        .query(Boolean.class)
        .single();
  }

  /** A new customer is readable with its token immediately. */
  private void assertReadable(Replica through, long customer) {
    try (var publisher = new TestPublisher(followed.broker())) {
      publisher.publish(Events.customer(customer, 1, "New", "Peru"));
    }
    String token =
        new ConsistencyToken(
                Map.of(new Aggregate(Topic.SALES_CUSTOMER, Long.toString(customer)), 1L))
            .toString();
    HttpResponse<String> response =
        through
            .api()
            .get(
                "/api/v1/customers/" + customer,
                ConsistencyToken.HEADER,
                token,
                "Prefer",
                "wait=10");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  /** Locks the shadow's offsets of a topic, as a slow batch would, once they exist. */
  private Connection lockOffsets(String topic) throws SQLException {
    await()
        .atMost(A_MINUTE)
        .until(
            () ->
                replica
                        .jdbc()
                        .sql(
                            "select count(*) from messaging.feed_offset where feed = 'shadow'"
                                + " and topic = ?")
                        .param(topic)
                        .query(Long.class)
                        .single()
                    == 3);
    Connection holder = TestPostgres.superuser(database.name());
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      statement.execute(
          "select 1 from messaging.feed_offset where feed = 'shadow' and topic = '"
              + topic
              + "' for update");
    }
    return holder;
  }

  private static List<String> undecided(JsonNode report) {
    return report
        .path("topics")
        .valueStream()
        .filter(topic -> !topic.path("decided").asBoolean())
        .map(topic -> topic.path("topic").asString())
        .toList();
  }

  private static JsonNode table(JsonNode report, String name) {
    return report
        .path("topics")
        .valueStream()
        .flatMap(feed -> feed.path("tables").valueStream())
        .filter(table -> table.path("table").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void report(JsonNode now, long nanos, long slowest) {
    long offsets =
        now.path("topics")
            .valueStream()
            .mapToLong(feed -> feed.at("/shadow/offset").asLong())
            .sum();
    System.out.printf(
        "Filled %d offsets of the shadow next to the live feed and 3 readers in %d ms: %d a second;"
            + " slowest response %d ms%n",
        offsets, nanos / 1_000_000, offsets * 1_000_000_000 / nanos, slowest);
  }
}
