package smallbusiness.accounting.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.accounting.Orders.event;
import static smallbusiness.events.sales.OrderStatus.CONFIRMED;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import smallbusiness.accounting.AccountingTest;
import smallbusiness.accounting.Http;
import smallbusiness.accounting.Orders;
import smallbusiness.accounting.OutboxEvents;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.Topic;

/** Concurrent payments and order events. */
@AccountingTest
class ConcurrentPaymentsIT {

  private static final int THREADS = 16;

  @Autowired private Http http;
  @Autowired private Orders orders;
  @Autowired private OutboxEvents outbox;

  @Test
  void concurrent_payments_of_one_order_are_all_counted() throws Exception {
    long order = Orders.fresh();
    List<Callable<Object>> work = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      work.add(() -> http.record(order, "0.50"));
    }
    work.add(100, () -> apply(order));

    atOnce(work);

    http.expectInvoice(order, "100", "100", "PAID");
    versionsHaveNoGap(order);
  }

  @Test
  void a_first_payment_and_its_concurrent_invoice_never_miss_each_other() throws Exception {
    List<Long> fresh = LongStream.range(0, 100).mapToObj(i -> Orders.fresh()).toList();
    List<Callable<Object>> work = new ArrayList<>();
    for (Long order : fresh) {
      work.add(() -> http.record(order, "100"));
      work.add(() -> apply(order));
    }

    atOnce(work);

    for (Long order : fresh) {
      http.expectInvoice(order, "100", "100", "PAID");
      versionsHaveNoGap(order);
    }
  }

  @Test
  void payments_reassigned_to_and_fro_never_deadlock() throws Exception {
    List<Long> fresh = LongStream.range(0, 4).mapToObj(i -> Orders.fresh()).toList();
    List<Callable<Object>> work = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int first = thread;
      long payment = http.record(fresh.get(first % 4), "25");
      work.add(
          () -> {
            for (int i = 1; i <= 12; i++) {
              long target = fresh.get((first + i * (first % 2 == 0 ? 1 : 3)) % 4);
              http.put("/accounting/transactions/" + payment, "{\"order_id\":" + target + "}")
                  .expectStatus()
                  .isOk();
            }
            return payment;
          });
    }
    work.add(() -> apply(fresh.get(3), fresh.get(0), fresh.get(2), fresh.get(1)));

    atOnce(work);

    for (Long order : fresh) {
      http.expectInvoice(order, "100", "100", "PAID");
      versionsHaveNoGap(order);
    }
  }

  private Object apply(Long... confirmed) {
    orders.apply(
        List.of(confirmed).stream().map(order -> event(order, 2, CONFIRMED, "100.00")).toList());
    return confirmed;
  }

  private void versionsHaveNoGap(long order) {
    List<Long> versions =
        outbox.of(Topic.ACCOUNTING_INVOICE, order).stream()
            .map(event -> EventType.of(event).versionOf(event))
            .toList();
    assertThat(versions)
        .isNotEmpty()
        .isEqualTo(LongStream.rangeClosed(1, versions.size()).boxed().toList());
  }

  private static void atOnce(List<Callable<Object>> work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<Object> done : threads.invokeAll(work)) {
        done.get();
      }
    }
  }
}
