package smallbusiness.acceptance.randomlife;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.acceptance.support.Business.ACCOUNTING;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import smallbusiness.acceptance.randomlife.BusinessModel.Outcome;
import smallbusiness.acceptance.randomlife.BusinessModel.Payment;
import smallbusiness.acceptance.support.RetryingClient;

/** Random commands on payments; the model is updated with each. */
final class PaymentCommands implements AutoCloseable {

  private final OrderCommands all;
  private final BusinessModel model;

  PaymentCommands(OrderCommands all) {
    this.all = all;
    this.model = all.model;
  }

  /** Records a partial, full, excess or negative payment, or one for a future order. */
  void pay() {
    long order;
    BigDecimal sum;
    synchronized (model) {
      order = all.random.nextInt(12) == 0 ? all.nextOrder() : all.anyOrder();
      sum = sum(order);
    }
    pay(order, sum);
  }

  /** Records a payment. */
  void pay(long order, BigDecimal sum) {
    synchronized (model) {
      model.forgetOutcome(order);
    }
    String body = "{\"order_id\": %d, \"order_sum\": %s}".formatted(order, sum);
    RetryingClient.Outcome paid = all.once("/accounting/transactions", ACCOUNTING, body);
    assertThat(paid.status()).as("%s", paid).isEqualTo(201);
    updateModel(paid.answer().id(), new Payment(order, sum, false));
  }

  /** Corrects the sum or the order of a payment, or both. */
  void correct() {
    long id;
    Payment after;
    synchronized (model) {
      List<Long> live = model.livePayments();
      if (live.isEmpty()) {
        return;
      }
      id = live.get(all.random.nextInt(live.size()));
      Payment before = Objects.requireNonNull(model.payments.get(id));
      long order = all.random.nextBoolean() ? before.order() : all.anyOrder();
      after = new Payment(order, all.random.nextBoolean() ? before.sum() : sum(order), false);
      model.forgetOutcome(before.order());
      model.forgetOutcome(order);
    }
    RetryingClient.Outcome corrected =
        RetryingClient.put(
            ACCOUNTING,
            "/accounting/transactions/" + id,
            "{\"order_id\": %d, \"order_sum\": %s}".formatted(after.order(), after.sum()));
    assertThat(corrected.status()).as("%s", corrected).isEqualTo(200);
    updateModel(id, after);
  }

  /** Voids a payment. */
  void declareVoid() {
    long id;
    Payment before;
    synchronized (model) {
      List<Long> live = model.livePayments();
      if (live.isEmpty()) {
        return;
      }
      id = live.get(all.random.nextInt(live.size()));
      before = Objects.requireNonNull(model.payments.get(id));
      model.forgetOutcome(before.order());
    }
    RetryingClient.Outcome voided =
        RetryingClient.delete(ACCOUNTING, "/accounting/transactions/" + id);
    assertThat(voided.status()).as("%s", voided).isEqualTo(204);
    updateModel(id, new Payment(before.order(), before.sum(), true));
  }

  private void updateModel(long id, Payment now) {
    Payment before;
    synchronized (model) {
      before = model.payments.getOrDefault(id, now);
      model.book(id, now);
      for (long order : List.of(before.order(), now.order())) {
        BusinessModel.Order affected = model.orders.get(order);
        if (all.calm && affected != null && affected.outcome == null) {
          affected.outcome = Outcome.CONFIRMED;
          model.shipIfPaid(order);
        }
      }
    }
    Quiescence.awaitOutcome(all, before.order());
    Quiescence.awaitOutcome(all, now.order());
  }

  /** Voids payments for orders that were never placed: another order may get the id. */
  @Override
  public void close() {
    model.payments.forEach(
        (id, payment) -> {
          if (!payment.voided() && !model.orders.containsKey(payment.order())) {
            RetryingClient.Outcome voided =
                RetryingClient.delete(ACCOUNTING, "/accounting/transactions/" + id);
            assertThat(voided.status()).as("%s", voided).isEqualTo(204);
          }
        });
  }

  /** The unpaid amount. */
  BigDecimal owed(long order) {
    synchronized (model) {
      BigDecimal owed = model.order(order).total.subtract(model.paid(order));
      return owed.signum() == 0 ? BigDecimal.ONE : owed;
    }
  }

  private BigDecimal sum(long order) {
    BigDecimal total =
        model.orders.containsKey(order) ? model.order(order).total : new BigDecimal("20.00");
    BigDecimal owed = total.subtract(model.paid(order));
    BigDecimal sum =
        switch (all.random.nextInt(6)) {
          case 0, 1, 2 -> owed;
          case 3 -> owed.add(BigDecimal.ONE);
          case 4 -> BigDecimal.valueOf(1 + all.random.nextInt(2000), 2);
          default -> BigDecimal.valueOf(-1 - all.random.nextInt(1000), 2);
        };
    return sum.signum() == 0 ? new BigDecimal("-0.50") : sum;
  }
}
