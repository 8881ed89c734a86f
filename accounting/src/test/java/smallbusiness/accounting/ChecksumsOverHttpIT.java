package smallbusiness.accounting;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import smallbusiness.events.sales.OrderStatus;

/** The checksums and figures of Accounting after real commands. */
@AccountingTest
class ChecksumsOverHttpIT {

  @Autowired Http http;
  @Autowired Orders orders;

  @Test
  void a_void_transaction_is_included_as_void() {
    long order = Orders.fresh();
    long id = http.record(order, "12.50");

    rows("accounting.transaction", id)
        .jsonPath("$.rows[0].version")
        .isEqualTo(1)
        .jsonPath("$.rows[0].fields.order_id")
        .isEqualTo(Long.toString(order))
        .jsonPath("$.rows[0].fields.order_sum")
        .isEqualTo("12.50")
        .jsonPath("$.rows[0].fields.date")
        .isEqualTo("2026-03-02T10:00:00.000000Z")
        .jsonPath("$.rows[0].fields.voided")
        .isEqualTo("false");

    http.delete("/accounting/transactions/" + id).expectStatus().isNoContent();
    rows("accounting.transaction", id)
        .jsonPath("$.rows[0].version")
        .isEqualTo(2)
        .jsonPath("$.rows[0].fields.voided")
        .isEqualTo("true");
    ranges("accounting.transaction", id)
        .jsonPath("$.ranges[0].rows")
        .isEqualTo(1)
        .jsonPath("$.ranges[0].versions")
        .isEqualTo(2);
  }

  @Test
  void an_invoice_row_appears_once_issued_and_waiting_payments_count_in_the_sum() {
    long order = Orders.fresh();
    http.record(order, "4.00");

    ranges("accounting.invoice", order).jsonPath("$.ranges[0].rows").isEqualTo(0);
    orders.apply(Orders.event(order, 2, OrderStatus.CONFIRMED, "10.00"));

    rows("accounting.invoice", order)
        .jsonPath("$.rows[0].version")
        .isEqualTo(1)
        .jsonPath("$.rows[0].fields.amount")
        .isEqualTo("10.00")
        .jsonPath("$.rows[0].fields.paid")
        .isEqualTo("4.00")
        .jsonPath("$.rows[0].fields.state")
        .isEqualTo("PART_PAID");
    http.record(Orders.fresh(), "3.00");
    ok("/actuator/figures")
        .jsonPath("$[0].figure")
        .isEqualTo("paid")
        .jsonPath("$[0].wrong")
        .isEqualTo(0);
  }

  private BodyContentSpec rows(String aggregate, long id) {
    return ok("/actuator/checksums/" + aggregate + "?ids=" + id);
  }

  private BodyContentSpec ranges(String aggregate, long id) {
    return ok("/actuator/checksums/" + aggregate + "?from=" + id + "&to=" + id);
  }

  private BodyContentSpec ok(String path) {
    return http.get(path).expectStatus().isOk().expectBody();
  }
}
