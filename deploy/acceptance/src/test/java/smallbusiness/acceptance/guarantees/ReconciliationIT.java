package smallbusiness.acceptance.guarantees;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static smallbusiness.acceptance.support.Business.ACCOUNTING;
import static smallbusiness.acceptance.support.Business.QUERY;
import static smallbusiness.acceptance.support.Business.SALES;
import static smallbusiness.acceptance.support.Business.WAREHOUSE;
import static smallbusiness.acceptance.support.Business.newName;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smallbusiness.acceptance.support.Business;
import smallbusiness.acceptance.support.Convergence;
import smallbusiness.acceptance.support.Databases;
import smallbusiness.acceptance.support.Http;
import smallbusiness.acceptance.support.LocalRun;
import smallbusiness.acceptance.support.SystemUnderTest;
import tools.jackson.databind.JsonNode;

/**
 * Reconciles the read model with the owning systems: they are equal under load, every corrupted row
 * is reported, and a system that is down is reported as unavailable.
 */
@Order(6)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReconciliationIT {

  private static final AtomicLong CUSTOMERS = new AtomicLong(770_000);

  private final long customer = CUSTOMERS.incrementAndGet();
  private long item;
  private long shipped;
  private long open;
  private long payment;

  @BeforeAll
  void createData() {
    SystemUnderTest.run(); // behind a gateway, /actuator is not reachable
    item = Business.item(newName("Compared"), 100);
    describe(customer);
    shipped = Business.order(item);
    payment = Business.pay(shipped, "10.00");
    open = Business.order(3, new long[] {item});
    Business.pay(open, "4.00");

    long removed = Business.item(newName("Removed"), 5);
    assertThat(WAREHOUSE.delete("/warehouse/items/" + removed).status()).isEqualTo(204);
    long erased = CUSTOMERS.incrementAndGet();
    describe(erased);
    assertThat(SALES.delete("/sales/customers/" + erased).status()).isEqualTo(204);
    long takenBack = Business.pay(open, "1.00");
    assertThat(ACCOUNTING.delete("/accounting/transactions/" + takenBack).status()).isEqualTo(204);
    Business.order(100_000, new long[] {item}); // rejected
    long cancelled = Business.order(item);
    assertThat(SALES.delete("/sales/orders/" + cancelled).status()).isEqualTo(204);
    Business.pay(900_000_000, "7.00"); // for an unknown order
    awaitOrder(shipped, "SHIPPED PAID");
    awaitOrder(open, "CONFIRMED PART_PAID");
    Convergence.awaitAll();
  }

  @Test
  void the_read_model_equals_the_owning_systems() {
    JsonNode report = compare();

    assertThat(report.path("outcome").asString()).as("%s", report).isEqualTo("EQUAL");
    assertThat(report.path("aggregates"))
        .hasSize(6)
        .allSatisfy(
            one -> {
              assertThat(one.at("/result/owner_rows").asLong()).isPositive();
              assertThat(one.at("/result/read_model_rows")).isEqualTo(one.at("/result/owner_rows"));
            });
    assertThat(report.path("figures"))
        .extracting(
            one -> one.path("system").asString() + " " + one.at("/report/figure").asString())
        .containsExactlyInAnyOrder(
            "warehouse reserved", "sales total", "accounting paid", "read model stock");
    assertThat(report.path("figures"))
        .allSatisfy(one -> assertThat(one.at("/report/checked").asLong()).isPositive());
    assertThat(QUERY.get("/actuator/reconciliation").body()).isEqualTo(report);
  }

  /** Findings have the form {@code kind field id}; {item} and others are replaced with ids. */
  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          warehouse.item | id = {item} | quantity = quantity + 1 | quantity = quantity - 1 | FIELD quantity {item}
          warehouse.item | id = {item} | removed = true | removed = false | MISSING version {item}
          warehouse.reservation | order_id = {open} | status = 'SHIPPED' | status = 'HELD' | FIELD status {open}
          warehouse.reservation | order_id = {open} | lines = jsonb_set(lines, '{0,quantity}', '4') | lines = jsonb_set(lines, '{0,quantity}', '3') | FIELD lines {open}
          sales.order | id = {open} | total = total + 0.01 | total = total - 0.01 | FIELD total {open}
          sales.order | id = {open} | version = version - 1 | version = version + 1 | BEHIND version {open}
          sales.order | id = {shipped} | shipped_at = shipped_at + interval '1 microsecond', lines = jsonb_set(lines, '{0,price}', '9.99') | shipped_at = shipped_at - interval '1 microsecond', lines = jsonb_set(lines, '{0,price}', '10.00') | FIELD lines {shipped}, FIELD shipped_at {shipped}
          sales.customer | id = {customer} | email = 'eve@example.org' | email = 'ann@example.org' | FIELD email {customer}
          sales.customer | id in ({customer}, {customer} + 5000000) | id = id + 5000000 | id = id - 5000000 | MISSING version {customer}, SURPLUS version {moved}
          accounting.transaction | id = {payment} | voided = true | voided = false | FIELD voided {payment}
          accounting.transaction | id = {payment} | version = version + 7 | version = version - 7 | AHEAD version {payment}
          accounting.invoice | order_id = {open} | paid = paid - 1 | paid = paid + 1 | FIELD paid {open}
          """)
  void only_the_corrupted_row_is_reported(
      String aggregate, String which, String corruption, String restoration, String found) {
    String table =
        aggregate.equals("sales.order")
            ? "sales_order"
            : aggregate.substring(aggregate.indexOf('.') + 1);
    String update = "update " + table + " set %s where " + withIds(which);
    assertThat(Databases.update("query", update.formatted(corruption))).isEqualTo(1);
    try {
      JsonNode report = compare();

      assertThat(report.path("outcome").asString()).isEqualTo("DIFFERENT");
      assertThat(differences(report)).containsExactly(Map.entry(aggregate, withIds(found)));
      assertThat(metric(aggregate)).isPositive();
    } finally {
      assertThat(Databases.update("query", update.formatted(restoration))).isEqualTo(1);
    }
    assertThat(compare().path("outcome").asString()).isEqualTo("EQUAL");
    assertThat(metric(aggregate)).isZero();
  }

  /** The rows of the owning systems are checked as well. */
  @ParameterizedTest(name = "{1} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          warehouse | reserved | update item set reserved = reserved %s 1 where id = {item}
          sales | total | update sales_order set total = total %s 1 where id = {open}
          query | stock | update history.journal set data = jsonb_set(data, '{item,quantity}', to_jsonb((data->'item'->>'quantity')::bigint %s 1)) where topic = 'warehouse.item' and key = '{item}' and sequence = 1
          """)
  void a_wrong_derived_figure_is_reported(String database, String sum, String corruption) {
    assertThat(Databases.update(database, withIds(corruption).formatted("+"))).isEqualTo(1);
    try {
      JsonNode report = compare();

      assertThat(report.path("outcome").asString()).isEqualTo("DIFFERENT");
      assertThat(
              report
                  .path("figures")
                  .valueStream()
                  .filter(one -> one.at("/report/wrong").asLong() > 0)
                  .map(
                      one ->
                          one.at("/report/figure").asString()
                              + one.at("/report/samples/0/id").asLong()))
          .containsExactly(sum + (sum.equals("total") ? open : item));
    } finally {
      assertThat(Databases.update(database, withIds(corruption).formatted("-"))).isEqualTo(1);
    }
    assertThat(compare().path("outcome").asString()).isEqualTo("EQUAL");
  }

  @Test
  void reconciliation_waits_for_events_in_transit_and_reports_those_that_do_not_arrive() {
    Databases.pauseRelay("warehouse", true);
    try {
      await()
          .until(
              () ->
                  WAREHOUSE
                      .get("/actuator/relay")
                      .body()
                      .path("role")
                      .asString("")
                      .equals("PAUSED"));
      String description = "{\"description\": \"%s\"}".formatted(newName("described"));
      assertThat(
              WAREHOUSE
                  .send(
                      "PUT",
                      "/warehouse/items/" + item,
                      description,
                      "Content-Type",
                      "application/json",
                      "If-Match",
                      "*")
                  .status())
          .isEqualTo(200);
      assertThat(differences(compare()))
          .containsExactly(Map.entry("warehouse.item", "BEHIND version " + item));

      CompletableFuture<JsonNode> waiting =
          CompletableFuture.supplyAsync(ReconciliationIT::compare);
      Databases.pauseRelay("warehouse", false);

      assertThat(waiting.join().path("outcome").asString()).isEqualTo("EQUAL");
    } finally {
      Databases.pauseRelay("warehouse", false);
    }
  }

  @Test
  void a_system_that_is_down_is_reported_as_unavailable() throws Exception {
    SystemUnderTest.run().keepDown("accounting");
    try {
      JsonNode report = compare();

      assertThat(report.path("outcome").asString()).isEqualTo("UNDECIDED");
      assertThat(report.path("unavailable").propertyNames()).containsExactly("accounting");
      assertThat(report.path("aggregates"))
          .allSatisfy(
              one ->
                  assertThat(one.path("result").isObject())
                      .as("%s", one)
                      .isEqualTo(!one.path("owner").asString().equals("accounting")));
      assertThat(differences(report)).isEmpty();
      JsonNode health = QUERY.get("/actuator/health").body();
      assertThat(health.path("components").has("reconciliation")).isFalse();
      assertThat(QUERY.get("/actuator/health/readiness").status()).isEqualTo(200);
    } finally {
      SystemUnderTest.run().resumeLauncher();
    }
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> compare().path("outcome").asString().equals("EQUAL"));
  }

  @Test
  void no_difference_is_reported_under_load() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger orders = new AtomicInteger();
    long wanted = Business.item(newName("Wanted"), 1_000_000);
    List<Thread> business =
        Stream.generate(() -> Thread.ofVirtual().start(() -> trade(wanted, stop, orders)))
            .limit(3)
            .toList();
    try {
      for (int i = 0; i < 8; i++) {
        int before = orders.get();
        await().until(() -> orders.get() > before);

        JsonNode report = compare();

        assertThat(report.path("outcome").asString()).as("%s", report).isNotEqualTo("DIFFERENT");
        assertThat(differences(report)).isEmpty();
        assertThat(report.path("unavailable").isEmpty()).isTrue();
      }
    } finally {
      stop.set(true);
      for (Thread one : business) {
        one.join();
      }
    }
    assertThat(compare().path("outcome").asString()).isEqualTo("EQUAL");
  }

  @Test
  void reconciliation_requires_the_operator_token() {
    assertThat(QUERY.post("/actuator/reconciliation", "").status()).isEqualTo(401);
  }

  private static void trade(long item, AtomicBoolean stop, AtomicInteger orders) {
    while (!stop.get()) {
      long order = Business.order(item);
      Business.pay(order, "10.00");
      SALES.delete("/sales/orders/" + Business.order(item));
      orders.incrementAndGet();
    }
  }

  private static JsonNode compare() {
    Http.Answer answer =
        QUERY.send(
            "POST",
            "/actuator/reconciliation",
            "",
            "Authorization",
            "Bearer " + LocalRun.OPERATOR_TOKEN);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** The findings by aggregate, as comma-separated {@code kind field id}. */
  private static List<Map.Entry<String, String>> differences(JsonNode report) {
    return report
        .path("aggregates")
        .valueStream()
        .filter(one -> !one.at("/result/differences").isEmpty())
        .map(
            one ->
                Map.entry(
                    one.path("aggregate").asString(),
                    one.at("/result/differences")
                        .valueStream()
                        .map(
                            each ->
                                each.path("kind").asString()
                                    + " "
                                    + each.path("field").asString()
                                    + " "
                                    + each.path("id").asLong())
                        .collect(joining(", "))))
        .toList();
  }

  private static double metric(String aggregate) {
    return QUERY.metric("reconciliation.differences?tag=aggregate:" + aggregate);
  }

  private String withIds(String text) {
    return text.replace("{item}", Long.toString(item))
        .replace("{open}", Long.toString(open))
        .replace("{shipped}", Long.toString(shipped))
        .replace("{payment}", Long.toString(payment))
        .replace("{customer}", Long.toString(customer))
        .replace("{moved}", Long.toString(customer + 5_000_000));
  }

  private static void awaitOrder(long id, String states) {
    await("order " + id)
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              JsonNode order = QUERY.get("/api/v1/orders/" + id).body();
              return order.path("status").asString("")
                  + " "
                  + order.path("payment_state").asString("");
            },
            states::equals);
  }

  private static void describe(long id) {
    int status =
        SALES
            .put(
                "/sales/customers/" + id,
                "{\"name\": \"Ann\", \"email\": \"ann@example.org\", \"country\": \"Norway\"}")
            .status();
    assertThat(status).isIn(200, 201);
  }
}
