package smallbusiness.acceptance.randomlife;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static smallbusiness.acceptance.support.Business.ACCOUNTING;
import static smallbusiness.acceptance.support.Business.QUERY;
import static smallbusiness.acceptance.support.Business.SALES;
import static smallbusiness.acceptance.support.Business.WAREHOUSE;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import smallbusiness.acceptance.randomlife.BusinessModel.Order;
import smallbusiness.acceptance.randomlife.BusinessModel.Outcome;
import smallbusiness.acceptance.support.Http;
import tools.jackson.databind.JsonNode;

/** Compares the three systems and the read model with the model's orders. */
final class ModelComparison {

  private final BusinessModel model;
  private final Differences differences = new Differences();

  private ModelComparison(BusinessModel model) {
    this.model = model;
  }

  /** Waits until they agree; then the model knows every order's outcome. */
  static void awaitAgreement(BusinessModel model) {
    await("the systems, the read model and the model agree")
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(() -> assertThat(new ModelComparison(model).run()).isEmpty());
    model
        .orders
        .values()
        .forEach(order -> order.onceConfirmed |= order.outcome == Outcome.CONFIRMED);
  }

  private List<String> run() {
    List<Order> learned = new ArrayList<>();
    model.orders.forEach(
        (id, order) -> {
          JsonNode sold = SALES.get("/sales/orders/" + id).body();
          if (order.outcome == null) {
            learned.add(order);
          }
          order(id, order, sold);
        });
    TotalsComparison figures = new TotalsComparison(model, differences);
    model.items.keySet().forEach(figures::item);
    model.customers.keySet().forEach(figures::customer);
    figures.overview();
    if (!differences.all().isEmpty()) {
      learned.forEach(order -> order.outcome = null);
    }
    return differences.all();
  }

  private void order(long id, Order order, JsonNode sold) {
    String about = "order " + id;
    String status = sold.path("status").asString("");
    List<String> possible = model.possible(id).stream().map(Enum::name).toList();
    if (!possible.contains(status)) {
      differences.add(about + " is " + status + " in Sales, not " + possible);
      return;
    }
    Outcome outcome = Outcome.valueOf(status);
    order.outcome = outcome;
    differences.same(about + " customer", order.customer, sold.path("customer_id").asLong());
    differences.same(about + " total", order.total, sold.path("total").decimalValue());
    shortages(about, order, outcome, sold.path("rejection"));
    JsonNode shown = QUERY.get("/api/v1/orders/" + id).body();
    differences.same(about + " version shown", sold.path("version"), shown.path("version"));
    differences.same(about + " status shown", status, shown.path("status").asString(""));
    differences.same(about + " customer shown", order.customer, shown.path("customer_id").asLong());
    differences.same(
        about + " shortages shown", sold.path("rejection").size(), shown.path("shortages").size());
    reservation(id, outcome, shown.path("reservation"));
    invoice(id, order, outcome, shown);
    transactions(id, shown.path("transactions"));
  }

  /** A rejection lists the missing items with the wanted and the available quantity. */
  private void shortages(String about, Order order, Outcome outcome, JsonNode rejection) {
    if ((outcome == Outcome.REJECTED) == rejection.isEmpty()) {
      differences.add(about + " is " + outcome + " with " + rejection);
    }
    for (JsonNode shortage : rejection) {
      long wanted = shortage.path("wanted").asLong();
      long available = shortage.path("available").asLong(-1);
      boolean sound =
          available >= 0
              && available < wanted
              && order.lines.stream()
                  .anyMatch(
                      line ->
                          line.item() == shortage.path("item_id").asLong()
                              && line.quantity() == wanted);
      if (!sound) {
        differences.add(about + " cannot be short of " + shortage);
      }
    }
  }

  private void reservation(long id, Outcome outcome, JsonNode shown) {
    JsonNode held = WAREHOUSE.get("/warehouse/reservations/" + id).body();
    String status = held.path("status").asString("");
    List<String> possible =
        switch (outcome) {
          case CONFIRMED -> List.of("HELD");
          case REJECTED -> List.of("SHORT");
          case CANCELLED -> List.of("RELEASED", "SHORT");
          case SHIPPED -> List.of("SHIPPED");
        };
    if (!possible.contains(status)) {
      differences.add("order " + id + " is " + outcome + " but its reservation " + status);
    }
    differences.same("reservation " + id + " shown", status, shown.path("status").asString(""));
    differences.same("reservation " + id, held.path("version"), shown.path("version"));
  }

  private void invoice(long id, Order order, Outcome outcome, JsonNode shown) {
    String about = "invoice " + id;
    BigDecimal paid = model.paid(id);
    differences.same(about + " paid shown", paid, shown.path("paid").decimalValue());
    Http.Answer invoice = ACCOUNTING.get("/accounting/invoices/" + id);
    if (invoice.status() == 404) {
      if (outcome.sold() || paid.signum() > 0) {
        differences.add(about + " is missing");
      }
      differences.same(about + " shown", true, shown.path("invoice").isNull());
      differences.same(
          about + " state shown",
          paid.signum() <= 0 ? "NOT_DUE" : "REFUND_DUE",
          shown.path("payment_state").asString(""));
      return;
    }
    BigDecimal amount = outcome.sold() ? order.total : BigDecimal.ZERO;
    String state = state(outcome, paid, amount);
    for (JsonNode each : List.of(invoice.body(), shown.path("invoice"))) {
      differences.same(about + " amount", amount, each.path("amount").decimalValue());
      differences.same(about + " paid", paid, each.path("paid").decimalValue());
      differences.same(
          about + " balance", amount.subtract(paid), each.path("balance").decimalValue());
      differences.same(about + " state", state, each.path("state").asString(""));
      differences.same(about + " version", invoice.body().path("version"), each.path("version"));
    }
    String paymentState =
        switch (state) {
          case "OPEN" -> "UNPAID";
          case "VOID" -> "NOT_DUE";
          default -> state;
        };
    differences.same(
        about + " payment state", paymentState, shown.path("payment_state").asString(""));
  }

  private static String state(Outcome outcome, BigDecimal paid, BigDecimal amount) {
    if (!outcome.sold()) {
      return paid.signum() > 0 ? "REFUND_DUE" : "VOID";
    }
    int compared = paid.compareTo(amount);
    if (compared == 0) {
      return "PAID";
    }
    return compared > 0 ? "OVERPAID" : paid.signum() > 0 ? "PART_PAID" : "OPEN";
  }

  private void transactions(long order, JsonNode shown) {
    Map<Long, BigDecimal> expected = new TreeMap<>();
    model.payments.forEach(
        (id, payment) -> {
          if (payment.order() == order && !payment.voided()) {
            expected.put(id, payment.sum().setScale(2));
          }
        });
    Map<Long, BigDecimal> kept = new TreeMap<>();
    ACCOUNTING
        .all("/accounting/transactions?order_id=" + order)
        .forEach(
            row ->
                kept.put(
                    row.path("id").asLong(), row.path("order_sum").decimalValue().setScale(2)));
    Map<Long, BigDecimal> read = new TreeMap<>();
    for (JsonNode row : shown) {
      if (!row.path("voided").asBoolean()) {
        read.put(row.path("id").asLong(), row.path("order_sum").decimalValue().setScale(2));
      }
    }
    differences.same("transactions of order " + order, expected, kept);
    differences.same("transactions shown of order " + order, expected, read);
  }
}
