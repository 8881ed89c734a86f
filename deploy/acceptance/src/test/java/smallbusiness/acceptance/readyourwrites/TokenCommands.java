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
import smallbusiness.acceptance.readyourwrites.TokenWrite.Sight;
import smallbusiness.acceptance.support.Business;
import smallbusiness.acceptance.support.Patient;
import tools.jackson.databind.JsonNode;

/**
 * Commands to all three systems, on things that nobody else changes, so that what was written last
 * is what must be seen. None changes nothing: each has a token.
 */
final class TokenCommands {

  private static final int CUSTOMERS = 5;

  /** Never paid whole, so that nothing is shipped and all stays open. */
  private static final BigDecimal PRICE = new BigDecimal("900.00");

  private record Placed(long id, long customer) {}

  private record Payment(long id, long order) {}

  private final Random random;
  private final long firstCustomer;
  private final TokenTally tally;
  private final List<Placed> orders = new ArrayList<>();
  private final List<Payment> payments = new ArrayList<>();
  private final long item;
  private int cents = 1;

  TokenCommands(Random random, long firstCustomer, TokenTally tally) {
    this.random = random;
    this.firstCustomer = firstCustomer;
    this.tally = tally;
    this.item = Business.item(newName("Token"), 1_000_000);
  }

  /** Gives a command of any kind. */
  TokenWrite any() {
    return switch (random.nextInt(10)) {
      case 0 -> addItem();
      case 1, 2 -> changePrice();
      case 3 -> describe();
      case 4, 5 -> orders.isEmpty() ? place() : pay();
      case 6 -> orders.isEmpty() ? place() : giveToAnother();
      case 7 -> orders.isEmpty() ? place() : callOff();
      case 8 -> payments.isEmpty() ? place() : correctOrVoid();
      default -> place();
    };
  }

  private TokenWrite addItem() {
    String name = newName("Token");
    Patient.Outcome added =
        Patient.post(
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

  TokenWrite changePrice() {
    BigDecimal price = newAmount();
    return write(
        "PUT item",
        Patient.put(WAREHOUSE, "/warehouse/items/" + item, "{\"price\": %s}".formatted(price)),
        "item " + item,
        body -> List.of(seen("items", body, Map.of("price", price))));
  }

  private TokenWrite describe() {
    String name = newName("Token");
    long customer = firstCustomer + random.nextInt(CUSTOMERS);
    return write(
        "PUT customer",
        Patient.put(
            SALES,
            "/sales/customers/" + customer,
            "{\"name\": \"%s\", \"email\": \"a@b.example\", \"country\": \"Peru\"}"
                .formatted(name)),
        "customer " + customer,
        body -> List.of(seen("customers", body, Map.of("name", name))));
  }

  private TokenWrite place() {
    long customer = firstCustomer + random.nextInt(CUSTOMERS);
    Patient.Outcome placed =
        Patient.post(
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

  private TokenWrite giveToAnother() {
    int place = random.nextInt(Math.min(10, orders.size()));
    Placed order = orders.get(place);
    long customer = firstCustomer + (order.customer() - firstCustomer + 1) % CUSTOMERS;
    orders.set(place, new Placed(order.id(), customer));
    return write(
        "PUT order",
        Patient.put(
            SALES, "/sales/orders/" + order.id(), "{\"customer_id\": %d}".formatted(customer)),
        "order " + order.id(),
        body -> List.of(seen("orders", body, Map.of("customer_id", customer))));
  }

  private TokenWrite callOff() {
    Placed order = orders.remove(random.nextInt(Math.min(10, orders.size())));
    return write(
        "POST cancellation",
        Patient.post(SALES, "/sales/orders/" + order.id() + "/cancellation", ""),
        "order " + order.id(),
        body -> List.of(seen("orders", body, Map.of("status", "CANCELLED"))));
  }

  private TokenWrite pay() {
    BigDecimal sum = newAmount();
    long order = orders.get(random.nextInt(Math.min(10, orders.size()))).id();
    Patient.Outcome paid =
        Patient.post(
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

  private TokenWrite correctOrVoid() {
    int place = random.nextInt(Math.min(10, payments.size()));
    Payment payment = payments.get(place);
    String path = "/accounting/transactions/" + payment.id();
    if (random.nextBoolean()) {
      payments.remove(place);
      return write(
          "DELETE transaction",
          Patient.delete(ACCOUNTING, path),
          "transaction " + payment.id(),
          body -> paid(payment, body, Map.of("voided", true)));
    }
    BigDecimal sum = newAmount();
    return write(
        "PUT transaction",
        Patient.put(ACCOUNTING, path, "{\"order_sum\": %s}".formatted(sum)),
        "transaction " + payment.id(),
        body -> paid(payment, body, Map.of("order_sum", sum)));
  }

  /** A transaction is shown by itself, and among those of its order. */
  private static List<Sight> paid(Payment payment, JsonNode body, Map<String, Object> fields) {
    return List.of(
        new Sight("/api/v1/transactions/" + payment.id(), "", 0, version(body), fields),
        new Sight("/api/v1/orders/" + payment.order(), "/transactions", payment.id(), 0, fields));
  }

  private static Sight seen(String list, JsonNode body, Map<String, Object> fields) {
    String path = "/api/v1/" + list + "/" + body.path("id").asLong();
    return new Sight(path, "", 0, version(body), fields);
  }

  /** What is answered without a body tells no version; its fields are looked at all the same. */
  private static long version(JsonNode body) {
    return body.path("version").asLong(0);
  }

  private TokenWrite write(
      String kind,
      Patient.Outcome outcome,
      String subject,
      Function<JsonNode, List<Sight>> sights) {
    String token = outcome.answer().header("Consistency-Token");
    if (outcome.again() && token.isEmpty()) {
      // The first time counted although nobody heard of it, and the second had nothing to do.
      tally.lost.incrementAndGet();
      return new TokenWrite(subject, "", List.of());
    }
    assertThat(outcome.status()).as("%s: %s", kind, outcome).isIn(200, 201, 204);
    assertThat(token).as("token of %s", kind).isNotEmpty();
    tally.command(kind);
    return new TokenWrite(subject, token, sights.apply(outcome.answer().body()));
  }

  /** Never the same twice. */
  private BigDecimal newAmount() {
    return BigDecimal.valueOf(100 + cents++, 2);
  }
}
