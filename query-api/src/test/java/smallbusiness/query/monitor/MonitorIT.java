package smallbusiness.query.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smallbusiness.messaging.testing.TestKafka;
import smallbusiness.messaging.testing.TestPostgres;
import smallbusiness.messaging.testing.TestPublisher;
import smallbusiness.query.Replica;
import smallbusiness.query.Trade;
import tools.jackson.databind.JsonNode;

/**
 * The monitor has no false findings while two replicas apply the events of a busy business and
 * rebalance, and finds each corruption that is seeded afterwards.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MonitorIT {

  /** A soak of any length with {@code -Dmonitor.soak=600}. */
  private static final Duration SOAK = Duration.ofSeconds(Integer.getInteger("monitor.soak", 12));

  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private static final Map<String, String> SETTINGS =
      Map.of(
          "monitor.enabled", "true",
          "monitor.interval", "100ms",
          "monitor.share", "0.5",
          "monitor.chunk", "50",
          "monitor.settle", "2s",
          "monitor.recheck-interval", "200ms");

  private final TestPostgres.Database database = TestPostgres.freshDatabase("monitored");
  private final String broker = TestKafka.freshBroker();
  private final TestPublisher publisher = new TestPublisher(broker);
  private Replica replica;

  @BeforeAll
  void start() {
    replica = Replica.start(database, broker, SETTINGS);
  }

  @AfterAll
  void end() {
    replica.close();
    publisher.close();
  }

  @Test
  @Order(1)
  void a_busy_business_with_replicas_that_start_and_stop_causes_no_findings() throws Exception {
    Trade trade = new Trade(1, 5);
    send(trade.opening());
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger orders = new AtomicInteger();
    Thread business =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!enough.get()) {
                    trade.order().forEach(this::send);
                    orders.incrementAndGet();
                  }
                });
    List<JsonNode> alarms = new ArrayList<>();
    Instant end = Instant.now().plus(SOAK);
    try {
      while (Instant.now().isBefore(end)) {
        try (Replica other = Replica.start(database, broker, SETTINGS)) {
          await()
              .atMost(A_MINUTE)
              .until(() -> other.api().json("/actuator/health").at(FEED).asInt() > 0);
          int sofar = orders.get();
          await().atMost(A_MINUTE).until(() -> orders.get() >= sofar + 30);
          findings(other).forEach(alarms::add);
        }
        findings(replica).forEach(alarms::add);
      }
    } finally {
      // The next tests seed corruptions into an idle read model.
      enough.set(true);
      business.join();
      Backlog backlog = Backlog.of(broker, replica.jdbc());
      await().atMost(A_MINUTE).untilAsserted(() -> assertThat(backlog.left()).isEmpty());
    }

    awaitCompleteRound();
    assertThat(alarms).isEmpty();
    assertThat(findings(replica)).isEmpty();
    assertThat(orders.get()).isGreaterThan(30);
    long journaled =
        replica.jdbc().sql("select count(*) from history.journal").query(Long.class).single();
    System.out.printf("Soak of %s: %d orders, %d events%n", SOAK, orders.get(), journaled);
  }

  private static final String FEED = "/components/feed/details/partitions";

  @ParameterizedTest
  @Order(2)
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          paid           | update order_payment set paid = paid + 1 where order_id = (select min(order_id) from order_payment)
          paid           | insert into order_payment values (987654321, 1.00, 1)
          order-items    | delete from order_item where order_id = (select max(order_id) from order_item)
          order-counts   | update order_count set orders = orders + 1 where status = 'SHIPPED'
          invoice-counts | update invoice_count set paid = paid + 0.01 where state = 'OPEN'
          sales-by-day   | update sales_by_day set units = units - 1 where subject = 'ITEM' and subject_id = 2
          sales-totals   | update sales_total set revenue = revenue + 10 where subject = 'BUSINESS'
          reserved       | update item set reserved = reserved + 5 where id = 3
          stock          | update history.journal set data = jsonb_set(data, '{item,quantity}', '77') where topic = 'warehouse.item' and key = '4' and sequence = 2
          invoice-paid   | update invoice set paid = paid + 1 where order_id = (select min(order_id) from invoice)
          version-gaps   | delete from history.journal where topic = 'warehouse.item' and key = '5' and sequence = 3
          item-row       | update item set name = 'Another' where id = 1
          item-row       | update item set version = version + 40 where id = 1
          reservation-row | update reservation set status = 'SHORT' where order_id = (select min(order_id) from reservation)
          sales_order-row | update sales_order set version = version - 1 where id = (select max(id) from sales_order)
          sales_order-row | update sales_order set total = total + 1 where id = (select min(id) from sales_order)
          customer-row   | update customer set email = 'eve@example.org' where id = 2
          transaction-row | update transaction set order_id = order_id + 1 where id = (select min(id) from transaction)
          invoice-row    | update invoice set state = 'PAID' where order_id = (select min(order_id) from invoice where state = 'VOID' or state = 'OPEN')
          """)
  void a_seeded_corruption_is_found_and_named(String invariant, String corruption) {
    String table =
        corruption.replaceFirst("^(?:update|insert into|delete from) ([\\w.]+).*$", "$1");
    replica.jdbc().sql("create table kept as select * from " + table).update();
    try {
      assertThat(replica.jdbc().sql(corruption).update()).isPositive();

      await().atMost(A_MINUTE).until(() -> names(replica).contains(invariant));
      JsonNode health = replica.api().json("/actuator/health");
      assertThat(health.at("/components/monitor/status").asString()).isEqualTo("DOWN");
      assertThat(health.at("/components/monitor/details/" + invariant).asInt()).isPositive();
      assertThat(
              replica
                  .api()
                  .json("/actuator/metrics/monitor.findings?tag=invariant:" + invariant)
                  .at("/measurements/0/value")
                  .asDouble())
          .isPositive();
    } finally {
      restore(table);
    }
    await().atMost(A_MINUTE).until(() -> findings(replica).isEmpty());
  }

  @Test
  @Order(3)
  void one_replica_is_the_leader_and_another_takes_over() {
    Replica other = Replica.start(database, broker, SETTINGS);
    assertThat(isLeader(replica)).isTrue();
    assertThat(isLeader(other)).isFalse();

    replica.close();
    replica = other;

    await().atMost(A_MINUTE).until(() -> isLeader(other));
    awaitCompleteRound();
    assertThat(findings(other)).isEmpty();
  }

  private void restore(String table) {
    String columns =
        replica
            .jdbc()
            .sql(
                "select string_agg(column_name, ', ') from information_schema.columns"
                    + " where table_schema || '.' || table_name in (:table, 'public.' || :table)"
                    + " and is_generated = 'NEVER'")
            .param("table", table)
            .query(String.class)
            .single();
    String identity = table.equals("history.journal") ? " overriding system value" : "";
    replica
        .jdbc()
        .sql(
            "begin; truncate %1$s; insert into %1$s (%2$s)%3$s select %2$s from kept; drop table kept; commit"
                .formatted(table, columns, identity))
        .update();
  }

  private void awaitCompleteRound() {
    Instant now = Instant.now();
    await()
        .atMost(A_MINUTE)
        .until(
            () ->
                replica
                    .api()
                    .json("/actuator/monitor")
                    .path("invariants")
                    .valueStream()
                    .allMatch(
                        one ->
                            !one.path("checked").isNull()
                                && Instant.parse(one.path("checked").asString()).isAfter(now)));
  }

  private static boolean isLeader(Replica replica) {
    return replica.api().json("/actuator/monitor").path("leader").asBoolean();
  }

  private static List<JsonNode> findings(Replica replica) {
    return replica.api().json("/actuator/monitor").path("findings").valueStream().toList();
  }

  private static List<String> names(Replica replica) {
    return findings(replica).stream().map(one -> one.path("invariant").asString()).toList();
  }

  /** Publishes all events of a command with the same time, as the outbox does. */
  private void send(List<SpecificRecord> command) {
    Instant now = Instant.now();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    command.forEach(event -> records.add(TestPublisher.record(event, now)));
    publisher.send(records);
  }
}
