package smallbusiness.acceptance.randomlife;

import static smallbusiness.acceptance.support.Business.ACCOUNTING;
import static smallbusiness.acceptance.support.Business.QUERY;
import static smallbusiness.acceptance.support.Business.SALES;
import static smallbusiness.acceptance.support.Business.WAREHOUSE;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import smallbusiness.acceptance.randomlife.BusinessModel.Order;
import smallbusiness.acceptance.randomlife.BusinessModel.Outcome;
import smallbusiness.acceptance.support.Http;
import tools.jackson.databind.JsonNode;

/** Compares the totals of items, customers and the whole business with the orders. */
final class TotalsComparison {

  private static final BigDecimal NOTHING = new BigDecimal("0.00");

  private final BusinessModel model;
  private final Differences differences;

  TotalsComparison(BusinessModel model, Differences differences) {
    this.model = model;
    this.differences = differences;
  }

  /**
   * The quantity is what was supplied minus what was shipped; reserved is the sum of reservations.
   */
  void item(long id) {
    String about = "item " + id;
    BusinessModel.Item item = model.item(id);
    Http.Answer kept = WAREHOUSE.get("/warehouse/items/" + id);
    JsonNode shown = QUERY.get("/api/v1/items/" + id).body();
    if (item.removed()) {
      differences.same(about + " is gone", 404, kept.status());
    } else {
      stock(about, id, kept.body());
      differences.same(about + " price", item.price(), kept.body().path("price").decimalValue());
      differences.same(
          about + " version shown", kept.body().path("version"), shown.path("version"));
    }
    stock(about + " shown", id, shown);
    differences.same(about + " removed shown", item.removed(), shown.path("removed").asBoolean());
    differences.same(about + " price shown", item.price(), shown.path("price").decimalValue());
    differences.same(
        about + " sold",
        model.pieces(id, outcome -> outcome != null && outcome.sold()),
        shown.path("sold").asLong(-1));
    differences.same(about + " revenue", revenue(id), shown.path("revenue").decimalValue());
  }

  private void stock(String about, long id, JsonNode item) {
    differences.same(about + " quantity", model.quantity(id), item.path("quantity").asLong(-1));
    differences.same(about + " reserved", model.reserved(id), item.path("reserved").asLong(-1));
    differences.same(
        about + " available",
        model.quantity(id) - model.reserved(id),
        item.path("available").asLong(-1));
  }

  private BigDecimal revenue(long item) {
    return model.orders.values().stream()
        .filter(TotalsComparison::sold)
        .flatMap(order -> order.lines.stream())
        .filter(line -> line.item() == item)
        .map(line -> line.price().multiply(BigDecimal.valueOf(line.quantity())))
        .reduce(NOTHING, BigDecimal::add);
  }

  /** Compares a customer's ordered, paid and open amounts. */
  void customer(long id) {
    String about = "customer " + id;
    String name = model.customers.getOrDefault(id, new BusinessModel.Customer(null)).name();
    List<Long> theirs =
        model.orders.keySet().stream().filter(order -> model.order(order).customer == id).toList();
    Http.Answer kept = SALES.get("/sales/customers/" + id);
    Http.Answer shown = QUERY.get("/api/v1/customers/" + id);
    differences.same(about + " described", name == null ? 404 : 200, kept.status());
    differences.same(
        about + " shown", name == null && theirs.isEmpty() ? 404 : 200, shown.status());
    if (shown.status() == 404) {
      return;
    }
    JsonNode body = shown.body();
    JsonNode shownName = body.path("name");
    differences.same(
        about + " name", String.valueOf(name), shownName.isNull() ? "null" : shownName.asString());
    differences.same(
        about + " orders", (long) theirs.size(), body.path("orders").path("count").asLong());
    differences.same(
        about + " ordered",
        sum(theirs, id2 -> sold(model.order(id2)), Kind.TOTAL),
        body.path("ordered").decimalValue());
    differences.same(
        about + " paid", sum(theirs, any -> true, Kind.PAID), body.path("paid").decimalValue());
    differences.same(
        about + " owed", sum(theirs, this::owing, Kind.OWED), body.path("owed").decimalValue());
  }

  private enum Kind {
    TOTAL,
    PAID,
    OWED
  }

  private BigDecimal sum(List<Long> orders, Predicate<Long> which, Kind kind) {
    return orders.stream()
        .filter(which)
        .map(
            id ->
                switch (kind) {
                  case TOTAL -> model.order(id).total;
                  case PAID -> model.paid(id);
                  case OWED -> model.order(id).total.subtract(model.paid(id));
                })
        .reduce(NOTHING, BigDecimal::add);
  }

  private boolean owing(long id) {
    return sold(model.order(id)) && model.paid(id).compareTo(model.order(id).total) < 0;
  }

  private static boolean sold(Order order) {
    Outcome outcome = order.outcome;
    return outcome != null && outcome.sold();
  }

  /** The overview is the sum of all rows of the three systems. */
  void overview() {
    JsonNode shown = QUERY.get("/api/v1/overview").body();
    List<JsonNode> orders = SALES.all("/sales/orders");
    for (String status : List.of("PLACED", "CONFIRMED", "SHIPPED", "REJECTED", "CANCELLED")) {
      differences.same(
          "overview " + status,
          orders.stream().filter(has("status", status)).count(),
          shown.path("orders").path(status.toLowerCase(java.util.Locale.ROOT)).asLong(-1));
    }
    differences.same("overview to ship", 0L, shown.path("orders").path("to_ship").asLong(-1));
    differences.same(
        "overview revenue",
        total(orders, has("status", "CONFIRMED").or(has("status", "SHIPPED")), "total"),
        shown.path("revenue").path("ever").decimalValue());
    List<JsonNode> invoices = ACCOUNTING.all("/accounting/invoices");
    JsonNode money = shown.path("money");
    Predicate<JsonNode> unpaid = has("state", "OPEN").or(has("state", "PART_PAID"));
    differences.same(
        "overview unpaid invoices",
        invoices.stream().filter(unpaid).count(),
        money.path("unpaid_invoices").asLong(-1));
    differences.same(
        "overview unpaid", total(invoices, unpaid, "balance"), money.path("unpaid").decimalValue());
    differences.same(
        "overview overpaid",
        total(invoices, has("state", "OVERPAID"), "balance").negate(),
        money.path("overpaid").decimalValue());
    differences.same(
        "overview refunds",
        total(invoices, has("state", "REFUND_DUE"), "paid"),
        money.path("refund_due").decimalValue());
    List<JsonNode> items = WAREHOUSE.all("/warehouse/items");
    JsonNode stock = shown.path("stock");
    differences.same("overview items", (long) items.size(), stock.path("items").asLong(-1));
    differences.same(
        "overview pieces",
        items.stream().mapToLong(item -> item.path("quantity").asLong()).sum(),
        stock.path("pieces").asLong(-1));
    differences.same(
        "overview stock value",
        items.stream()
            .map(
                item ->
                    item.path("price")
                        .decimalValue()
                        .multiply(item.path("quantity").decimalValue()))
            .reduce(NOTHING, BigDecimal::add),
        stock.path("value").decimalValue());
    differences.same(
        "overview customers",
        (long) SALES.all("/sales/customers").size(),
        shown.path("customers").asLong(-1));
  }

  private static Predicate<JsonNode> has(String field, String value) {
    return row -> row.path(field).asString("").equals(value);
  }

  private static BigDecimal total(List<JsonNode> rows, Predicate<JsonNode> which, String field) {
    return rows.stream()
        .filter(which)
        .map(row -> row.path(field).decimalValue())
        .reduce(NOTHING, BigDecimal::add);
  }
}
