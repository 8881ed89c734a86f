package smallbusiness.acceptance.randomlife;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.acceptance.support.Business.SALES;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import smallbusiness.acceptance.randomlife.LifeModel.Line;
import smallbusiness.acceptance.randomlife.LifeModel.Outcome;
import smallbusiness.acceptance.support.Http;
import smallbusiness.acceptance.support.Patient;

/**
 * What people do to orders, each told to the model. While nothing else goes on ({@code calm}) the
 * model says how each ends; otherwise it learns that later.
 */
final class LifeCommands {

  static final int CUSTOMERS = 12;
  private static final long UNKNOWN_ITEM = 999_999_999_999L;

  final LifeModel model;
  final Random random;
  final LifeItems items;
  final LifePayments payments;

  /** Customers of one's own: their figures are those of the model's orders alone. */
  final long firstCustomer;

  volatile boolean calm;

  LifeCommands(LifeModel model, Random random, long firstCustomer) {
    this.model = model;
    this.random = random;
    this.firstCustomer = firstCustomer;
    this.items = new LifeItems(this);
    this.payments = new LifePayments(this);
  }

  /** Places an order of up to three items, rarely of one that there is not. */
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

  /** Places an order; where it names what Sales knows to be gone, it is refused. */
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
    Patient.Outcome placed = once("/sales/orders", SALES, body);
    if (placed.status() == 422) {
      // As soon as Sales has heard of the removal; until then Warehouse rejects it.
      assertThat(placed.problem()).isEqualTo("removed-item");
      synchronized (model) {
        assertThat(lines).anyMatch(line -> items.gone(line.item()));
      }
      return;
    }
    assertThat(placed.status()).as("%s", placed).isEqualTo(201);
    synchronized (model) {
      long id = placed.answer().id();
      model.orders.put(id, new LifeModel.Order(customer, lines));
      if (calm) {
        model.decide(id);
      }
    }
    LifeWaiting.settled(this, placed.answer().id());
  }

  /** Sends a POST, now and then a second time under its key, and another body under it. */
  Patient.Outcome once(String path, Http service, String body) {
    String key = UUID.randomUUID().toString();
    Patient.Outcome first = Patient.post(service, path, body, key);
    if (random.nextInt(6) == 0 && first.status() == 201) {
      Patient.Outcome second = Patient.post(service, path, body, key);
      assertThat(second.status()).isEqualTo(201);
      assertThat(second.answer().body()).isEqualTo(first.answer().body());
      Patient.Outcome other = Patient.post(service, path, body.replace("}", " }"), key);
      assertThat(other.status()).as("another body under the same key").isEqualTo(422);
    }
    return first;
  }

  /** Gives an order to another customer. */
  void change() {
    long id = anyOrder();
    long customer = anyCustomer();
    Patient.Outcome changed;
    if (random.nextBoolean()) {
      changed =
          Patient.put(SALES, "/sales/orders/" + id, "{\"customer_id\": %d}".formatted(customer));
    } else {
      Patient.Outcome now = Patient.get(SALES, "/sales/orders/" + id);
      String whole = now.answer().body().toString();
      changed =
          Patient.put(
              SALES,
              "/sales/orders/" + id,
              whole.replaceFirst("\"customer_id\":\\d+", "\"customer_id\":" + customer));
    }
    assertThat(changed.status()).as("%s", changed).isIn(200, 409, calm ? 200 : 400);
    synchronized (model) {
      LifeModel.Order order = model.order(id);
      if (calm) {
        boolean may = order.outcome == Outcome.CONFIRMED || order.customer == customer;
        assertThat(changed.status())
            .as("%s of %s", changed, order.outcome)
            .isEqualTo(may ? 200 : 409);
      }
    }
    // What was not answered the first time may have counted all the same.
    long now =
        Patient.get(SALES, "/sales/orders/" + id).answer().body().path("customer_id").asLong();
    synchronized (model) {
      LifeModel.Order order = model.order(id);
      assertThat(now).isIn(customer, order.customer);
      assertThat(changed.status() != 200 || now == customer).isTrue();
      order.customer = now;
    }
  }

  /** Calls an order off, one way or the other. */
  void cancel() {
    cancel(anyOrder());
  }

  void cancel(long id) {
    synchronized (model) {
      model.touch(id);
    }
    Patient.Outcome cancelled =
        random.nextBoolean()
            ? Patient.post(SALES, "/sales/orders/" + id + "/cancellation", "")
            : Patient.delete(SALES, "/sales/orders/" + id);
    synchronized (model) {
      LifeModel.Order order = model.order(id);
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
    LifeWaiting.settled(this, id);
  }

  /** An order, of the newest as often as of all. */
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

  /** The number that the next order gets, if nobody else takes it. */
  long nextOrder() {
    return model.orders.keySet().stream().mapToLong(Long::longValue).max().orElse(0) + 1;
  }
}
