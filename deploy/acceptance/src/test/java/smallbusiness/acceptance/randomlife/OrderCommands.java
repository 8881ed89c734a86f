package smallbusiness.acceptance.randomlife;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.acceptance.support.Business.SALES;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import smallbusiness.acceptance.randomlife.BusinessModel.Line;
import smallbusiness.acceptance.randomlife.BusinessModel.Outcome;
import smallbusiness.acceptance.support.Http;
import smallbusiness.acceptance.support.RetryingClient;

/**
 * Random commands on orders; the model is updated with each. If commands run one at a time ({@code
 * calm}), the model predicts the outcome; otherwise it learns the outcome later.
 */
final class OrderCommands {

  static final int CUSTOMERS = 12;
  private static final long UNKNOWN_ITEM = 999_999_999_999L;

  final BusinessModel model;
  final Random random;
  final ItemCommands items;
  final PaymentCommands payments;

  /** Customers that only this run uses: their totals come from the model's orders. */
  final long firstCustomer;

  volatile boolean calm;

  OrderCommands(BusinessModel model, Random random, long firstCustomer) {
    this.model = model;
    this.random = random;
    this.firstCustomer = firstCustomer;
    this.items = new ItemCommands(this);
    this.payments = new PaymentCommands(this);
  }

  /** Places an order with up to three items, sometimes including an unknown one. */
  void place() {
    List<Line> lines = new ArrayList<>();
    synchronized (model) {
      List<Long> known = new ArrayList<>(model.items.keySet());
      for (int i = random.nextInt(3); i >= 0 && !known.isEmpty(); i--) {
        long item = known.remove(random.nextInt(known.size()));
        lines.add(new Line(item, model.item(item).price(), 1 + random.nextInt(4)));
      }
    }
    if (random.nextInt(30) == 0) {
      lines.add(new Line(UNKNOWN_ITEM, BigDecimal.TEN, 1));
    }
    place(anyCustomer(), lines);
  }

  /** Places an order; Sales rejects it if it contains a removed item. */
  void place(long customer, List<Line> lines) {
    String body =
        "{\"customer_id\": %d, \"items\": [%s]}"
            .formatted(
                customer,
                String.join(
                    ", ",
                    lines.stream()
                        .map(
                            line ->
                                "{\"id\": %d, \"price\": %s, \"quantity\": %d}"
                                    .formatted(line.item(), line.price(), line.quantity()))
                        .toList()));
    RetryingClient.Outcome placed = once("/sales/orders", SALES, body);
    if (placed.status() == 422) {
      // Sales rejects it as soon as it knows of the removal; until then Warehouse does.
      assertThat(placed.problem()).isEqualTo("removed-item");
      synchronized (model) {
        assertThat(lines).anyMatch(line -> items.isRemoved(line.item()));
      }
      return;
    }
    assertThat(placed.status()).as("%s", placed).isEqualTo(201);
    synchronized (model) {
      long id = placed.answer().id();
      model.orders.put(id, new BusinessModel.Order(customer, lines));
      if (calm) {
        model.predictOutcome(id);
      }
    }
    Quiescence.awaitOutcome(this, placed.answer().id());
  }

  /** Sends a POST; sometimes repeats it, and sends another body with the same key. */
  RetryingClient.Outcome once(String path, Http service, String body) {
    String key = UUID.randomUUID().toString();
    RetryingClient.Outcome first = RetryingClient.post(service, path, body, key);
    if (random.nextInt(6) == 0 && first.status() == 201) {
      RetryingClient.Outcome second = RetryingClient.post(service, path, body, key);
      assertThat(second.status()).isEqualTo(201);
      assertThat(second.answer().body()).isEqualTo(first.answer().body());
      RetryingClient.Outcome other =
          RetryingClient.post(service, path, body.replace("}", " }"), key);
      assertThat(other.status()).as("another body under the same key").isEqualTo(422);
    }
    return first;
  }

  /** Changes the customer of an order. */
  void change() {
    long id = anyOrder();
    long customer = anyCustomer();
    RetryingClient.Outcome changed;
    if (random.nextBoolean()) {
      changed =
          RetryingClient.put(
              SALES, "/sales/orders/" + id, "{\"customer_id\": %d}".formatted(customer));
    } else {
      RetryingClient.Outcome now = RetryingClient.get(SALES, "/sales/orders/" + id);
      String whole = now.answer().body().toString();
      changed =
          RetryingClient.put(
              SALES,
              "/sales/orders/" + id,
              whole.replaceFirst("\"customer_id\":\\d+", "\"customer_id\":" + customer));
    }
    assertThat(changed.status()).as("%s", changed).isIn(200, 409, calm ? 200 : 400);
    synchronized (model) {
      BusinessModel.Order order = model.order(id);
      if (calm) {
        boolean may = order.outcome == Outcome.CONFIRMED || order.customer == customer;
        assertThat(changed.status())
            .as("%s of %s", changed, order.outcome)
            .isEqualTo(may ? 200 : 409);
      }
    }
    // A first attempt without a response may have taken effect.
    long now =
        RetryingClient.get(SALES, "/sales/orders/" + id)
            .answer()
            .body()
            .path("customer_id")
            .asLong();
    synchronized (model) {
      BusinessModel.Order order = model.order(id);
      assertThat(now).isIn(customer, order.customer);
      assertThat(changed.status() != 200 || now == customer).isTrue();
      order.customer = now;
    }
  }

  /** Cancels an order through one of the two endpoints. */
  void cancel() {
    cancel(anyOrder());
  }

  void cancel(long id) {
    synchronized (model) {
      model.forgetOutcome(id);
    }
    RetryingClient.Outcome cancelled =
        random.nextBoolean()
            ? RetryingClient.post(SALES, "/sales/orders/" + id + "/cancellation", "")
            : RetryingClient.delete(SALES, "/sales/orders/" + id);
    synchronized (model) {
      BusinessModel.Order order = model.order(id);
      if (cancelled.status() == 409) {
        assertThat(cancelled.problem()).isEqualTo("order-closed");
        order.closed = true;
        assertThat(order.outcome).isIn(null, Outcome.REJECTED, Outcome.SHIPPED);
      } else {
        assertThat(cancelled.status()).as("%s", cancelled).isIn(200, 204);
        order.cancelled = true;
        assertThat(order.outcome).isIn(null, Outcome.CANCELLED);
      }
      if (calm && order.outcome == null) {
        assertThat(order.cancelled).as("a confirmed order can be cancelled").isTrue();
        order.outcome = Outcome.CANCELLED;
      }
    }
    Quiescence.awaitOutcome(this, id);
  }

  /** Picks one of the newest orders or any order, equally often. */
  long anyOrder() {
    synchronized (model) {
      List<Long> ids = List.copyOf(model.orders.keySet());
      int reach = random.nextBoolean() ? Math.min(8, ids.size()) : ids.size();
      return ids.get(ids.size() - 1 - random.nextInt(reach));
    }
  }

  long anyCustomer() {
    return firstCustomer + random.nextInt(CUSTOMERS);
  }

  /** The probable id of the next order. */
  long nextOrder() {
    return model.orders.keySet().stream().mapToLong(Long::longValue).max().orElse(0) + 1;
  }
}
