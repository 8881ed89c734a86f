package smallbusiness.accounting.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.accounting.Orders.event;
import static smallbusiness.events.sales.OrderStatus.CANCELLED;
import static smallbusiness.events.sales.OrderStatus.CONFIRMED;
import static smallbusiness.events.sales.OrderStatus.PLACED;
import static smallbusiness.events.sales.OrderStatus.REJECTED;
import static smallbusiness.events.sales.OrderStatus.SHIPPED;
import static smallbusiness.messaging.testing.ServiceClient.problem;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import smallbusiness.accounting.AccountingTest;
import smallbusiness.accounting.Http;
import smallbusiness.accounting.Orders;
import smallbusiness.accounting.OutboxEvents;
import smallbusiness.accounting.invoice.BooksModel.Payment;
import smallbusiness.events.accounting.InvoiceState;
import smallbusiness.events.accounting.InvoiceStatus;
import smallbusiness.events.sales.OrderStatus;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.Topic;

/**
 * Random payments, corrections, voids and order events, repeated and in batches, against {@link
 * BooksModel}. For longer runs: {@code -Dbooks.seeds=20 -Dbooks.steps=2000}.
 */
@AccountingTest
class RandomBooksIT {

  private static final int ORDERS = 8;
  private static final int STEPS = Integer.getInteger("books.steps", 500);

  private static final List<List<OrderStatus>> LIVES =
      List.of(
          List.of(PLACED, CONFIRMED, SHIPPED),
          List.of(PLACED, PLACED, CONFIRMED, CONFIRMED, SHIPPED),
          List.of(PLACED, REJECTED),
          List.of(PLACED, CANCELLED),
          List.of(PLACED, CONFIRMED, CANCELLED),
          List.of(PLACED, CONFIRMED, CANCELLED, SHIPPED));

  @Autowired private Http http;
  @Autowired private Orders orders;
  @Autowired private OutboxEvents outbox;

  private final BooksModel model = new BooksModel();

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("books.seeds", 4));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accounting_agrees_with_the_model(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < ORDERS; i++) {
      model.orders.put(
          Orders.fresh(), new BooksModel.Order(LIVES.get(random.nextInt(LIVES.size()))));
    }

    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> pay(random);
        case 3, 4 -> change(random);
        case 5 -> declareVoid(random);
        default -> apply(random);
      }
      if (step % 25 == 24) {
        model.orders.keySet().forEach(this::assertInvoice);
      }
    }

    model.orders.keySet().forEach(this::assertInvoice);
    model.orders.keySet().forEach(this::assertEvents);
  }

  private void pay(Random random) {
    Payment payment = new Payment(anyOrder(random), sum(random), false);
    model.pay(http.record(payment.orderId(), payment.sum().toString()), payment);
  }

  private void change(Random random) {
    if (model.livePayments().isEmpty()) {
      return;
    }
    long id = any(model.livePayments(), random);
    Payment before = model.payment(id);
    long orderId = random.nextBoolean() ? before.orderId() : anyOrder(random);
    BigDecimal sum = random.nextBoolean() ? before.sum() : sum(random);
    http.put(
            "/accounting/transactions/" + id,
            "{\"order_id\":%d,\"order_sum\":%s}".formatted(orderId, sum))
        .expectStatus()
        .isOk();
    model.pay(id, new Payment(orderId, sum, false));
  }

  private void declareVoid(Random random) {
    if (model.livePayments().isEmpty()) {
      return;
    }
    long id = any(model.livePayments(), random);
    http.delete("/accounting/transactions/" + id).expectStatus().isNoContent();
    Payment before = model.payment(id);
    model.pay(id, new Payment(before.orderId(), before.sum(), true));
  }

  /** A batch of the next events of some orders, and of some repeated ones. */
  private void apply(Random random) {
    List<SpecificRecord> batch = new ArrayList<>();
    IntStream.rangeClosed(0, random.nextInt(3))
        .forEach(
            i -> {
              long id = anyOrder(random);
              BooksModel.Order order = model.order(id);
              int from = random.nextInt(order.applied + 1);
              int to = Math.min(order.script.size(), order.applied + random.nextInt(3));
              for (int next = from; next < to; next++) {
                OrderStatus status = order.script.get(next);
                batch.add(event(id, next + 1, status, BooksModel.TOTAL.toString()));
              }
              model.apply(id, to);
            });
    orders.apply(batch);
  }

  private void assertInvoice(long orderId) {
    InvoiceStatus state = model.state(orderId);
    if (state == null) {
      problem(http.get("/accounting/invoices/" + orderId), 404, "unknown-invoice");
    } else {
      http.expectInvoice(
          orderId, model.amount(orderId).toString(), model.paid(orderId).toString(), state.name());
    }
  }

  /**
   * The invoice's versions are 1, 2, 3, ...; consecutive events differ, and the last one is
   * current.
   */
  private void assertEvents(long orderId) {
    List<SpecificRecord> events = outbox.of(Topic.ACCOUNTING_INVOICE, orderId);
    assertThat(events.stream().map(event -> EventType.of(event).versionOf(event)))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
    List<InvoiceState> states = events.stream().map(event -> (InvoiceState) event.get(2)).toList();
    for (int i = 1; i < states.size(); i++) {
      assertThat(states.get(i)).isNotEqualTo(states.get(i - 1));
    }
    InvoiceStatus expected = model.state(orderId);
    if (expected != null) {
      assertThat(states.getLast())
          .isEqualTo(new InvoiceState(model.amount(orderId), model.paid(orderId), expected));
    } else {
      assertThat(states).isEmpty();
    }
  }

  private long anyOrder(Random random) {
    return any(List.copyOf(model.orders.keySet()), random);
  }

  private static long any(List<Long> ids, Random random) {
    return ids.get(random.nextInt(ids.size()));
  }

  /** Often exactly the amount due, or its refund. */
  private static BigDecimal sum(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> BooksModel.TOTAL;
      case 1 -> BooksModel.TOTAL.negate();
      case 2 -> BigDecimal.valueOf(random.nextInt(10_000) + 1L, 2);
      default -> BigDecimal.valueOf(-random.nextInt(5_000) - 1L, 2);
    };
  }
}
