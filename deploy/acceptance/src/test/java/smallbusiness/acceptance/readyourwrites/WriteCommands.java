package smallbusiness.acceptance.readyourwrites;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.acceptance.support.Business.ACCOUNTING;
import static smallbusiness.acceptance.support.Business.SALES;
import static smallbusiness.acceptance.support.Business.WAREHOUSE;
import static smallbusiness.acceptance.support.Business.newName;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import smallbusiness.acceptance.readyourwrites.Write.Expectation;
import smallbusiness.acceptance.support.Business;
import smallbusiness.acceptance.support.RetryingClient;
import tools.jackson.databind.JsonNode;

/**
 * Random commands to all three systems on resources that no other client changes, so that reads
 * must return the last write. Every command changes something and so returns a token.
 */
final class WriteCommands {

  private static final int CUSTOMERS = 5;

  /** Never paid in full, so that orders are not shipped and stay open. */
  private static final BigDecimal PRICE = new BigDecimal("900.00");

  private record Placed(long id, long customer) {}

  private record Payment(long id, long order) {}

  private final Random random;
  private final long firstCustomer;
  private final Statistics tally;
  private final List<Placed> orders = new ArrayList<>();
  private final List<Payment> payments = new ArrayList<>();
  private final long item;
  private int cents = 1;

  WriteCommands(Random random, long firstCustomer, Statistics tally) {
    this.random = random;
    this.firstCustomer = firstCustomer;
    this.tally = tally;
    this.item = Business.item(newName("Token"), 1_000_000);
  }

  /** Sends a command of a random kind. */
  Write any() {
    return switch (random.nextInt(10)) {
      case 0 -> addItem();
      case 1, 2 -> changePrice();
      case 3 -> describe();
      case 4, 5 -> orders.isEmpty() ? place() : pay();
      case 6 -> orders.isEmpty() ? place() : reassign();
      case 7 -> orders.isEmpty() ? place() : cancel();
      case 8 -> payments.isEmpty() ? place() : correctOrVoid();
      default -> place();
    };
  }

  private Write addItem() {
    String name = newName("Token");
    RetryingClient.Outcome added =
        RetryingClient.post(
            WAREHOUSE,
            "/warehouse/items",
            "{\"name\": \"%s\", \"country_of_origin\": \"Peru\", \"price\": 3.00, \"quantity\": 4}"
                .formatted(name));
    return write(
        "POST item",
        added,
        "item " + added.answer().id(),
        body -> List.of(seen("items", body, Map.of("name", name))));
  }

  Write changePrice() {
    BigDecimal price = newAmount();
    return write(
        "PUT item",
        RetryingClient.put(
            WAREHOUSE, "/warehouse/items/" + item, "{\"price\": %s}".formatted(price)),
        "item " + item,
        body -> List.of(seen("items", body, Map.of("price", price))));
  }

  private Write describe() {
    String name = newName("Token");
    long customer = firstCustomer + random.nextInt(CUSTOMERS);
    return write(
        "PUT customer",
        RetryingClient.put(
            SALES,
            "/sales/customers/" + customer,
            "{\"name\": \"%s\", \"email\": \"a@b.example\", \"country\": \"Peru\"}"
                .formatted(name)),
        "customer " + customer,
        body -> List.of(seen("customers", body, Map.of("name", name))));
  }

  private Write place() {
    long customer = firstCustomer + random.nextInt(CUSTOMERS);
    RetryingClient.Outcome placed =
        RetryingClient.post(
            SALES,
            "/sales/orders",
            "{\"customer_id\": %d, \"items\": [{\"id\": %d, \"price\": %s, \"quantity\": 1}]}"
                .formatted(customer, item, PRICE));
    orders.addFirst(new Placed(placed.answer().id(), customer));
    return write(
        "POST order",
        placed,
        "order " + placed.answer().id(),
        body -> List.of(seen("orders", body, Map.of("customer_id", customer, "total", PRICE))));
  }

  private Write reassign() {
    int place = random.nextInt(Math.min(10, orders.size()));
    Placed order = orders.get(place);
    long customer = firstCustomer + (order.customer() - firstCustomer + 1) % CUSTOMERS;
    orders.set(place, new Placed(order.id(), customer));
    return write(
        "PUT order",
        RetryingClient.put(
            SALES, "/sales/orders/" + order.id(), "{\"customer_id\": %d}".formatted(customer)),
        "order " + order.id(),
        body -> List.of(seen("orders", body, Map.of("customer_id", customer))));
  }

  private Write cancel() {
    Placed order = orders.remove(random.nextInt(Math.min(10, orders.size())));
    return write(
        "POST cancellation",
        RetryingClient.post(SALES, "/sales/orders/" + order.id() + "/cancellation", ""),
        "order " + order.id(),
        body -> List.of(seen("orders", body, Map.of("status", "CANCELLED"))));
  }

  private Write pay() {
    BigDecimal sum = newAmount();
    long order = orders.get(random.nextInt(Math.min(10, orders.size()))).id();
    RetryingClient.Outcome paid =
        RetryingClient.post(
            ACCOUNTING,
            "/accounting/transactions",
            "{\"order_id\": %d, \"order_sum\": %s}".formatted(order, sum));
    Payment payment = new Payment(paid.answer().id(), order);
    payments.addFirst(payment);
    return write(
        "POST transaction",
        paid,
        "transaction " + payment.id(),
        body -> paid(payment, body, Map.of("order_sum", sum)));
  }

  private Write correctOrVoid() {
    int place = random.nextInt(Math.min(10, payments.size()));
    Payment payment = payments.get(place);
    String path = "/accounting/transactions/" + payment.id();
    if (random.nextBoolean()) {
      payments.remove(place);
      return write(
          "DELETE transaction",
          RetryingClient.delete(ACCOUNTING, path),
          "transaction " + payment.id(),
          body -> paid(payment, body, Map.of("voided", true)));
    }
    BigDecimal sum = newAmount();
    return write(
        "PUT transaction",
        RetryingClient.put(ACCOUNTING, path, "{\"order_sum\": %s}".formatted(sum)),
        "transaction " + payment.id(),
        body -> paid(payment, body, Map.of("order_sum", sum)));
  }

  /** The single API returns a transaction on its own and with its order. */
  private static List<Expectation> paid(
      Payment payment, JsonNode body, Map<String, Object> fields) {
    return List.of(
        new Expectation("/api/v1/transactions/" + payment.id(), "", 0, version(body), fields),
        new Expectation(
            "/api/v1/orders/" + payment.order(), "/transactions", payment.id(), 0, fields));
  }

  private static Expectation seen(String list, JsonNode body, Map<String, Object> fields) {
    String path = "/api/v1/" + list + "/" + body.path("id").asLong();
    return new Expectation(path, "", 0, version(body), fields);
  }

  /** A response without a body has no version; its fields are compared anyway. */
  private static long version(JsonNode body) {
    return body.path("version").asLong(0);
  }

  private Write write(
      String kind,
      RetryingClient.Outcome outcome,
      String subject,
      Function<JsonNode, List<Expectation>> expectations) {
    String token = outcome.answer().header("Consistency-Token");
    if (outcome.again() && token.isEmpty()) {
      // The first attempt took effect without a response, so the retry changed nothing.
      tally.lost.incrementAndGet();
      return new Write(subject, "", List.of());
    }
    assertThat(outcome.status()).as("%s: %s", kind, outcome).isIn(200, 201, 204);
    assertThat(token).as("token of %s", kind).isNotEmpty();
    tally.command(kind);
    return new Write(subject, token, expectations.apply(outcome.answer().body()));
  }

  /** Returns a different amount each time. */
  private BigDecimal newAmount() {
    return BigDecimal.valueOf(100 + cents++, 2);
  }
}
