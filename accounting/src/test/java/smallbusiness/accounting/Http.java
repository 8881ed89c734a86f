package smallbusiness.accounting;

import org.springframework.core.env.Environment;
import smallbusiness.messaging.testing.ServiceClient;

/** An HTTP client of Accounting. */
public final class Http extends ServiceClient {

  private static final String TRANSACTIONS = "/accounting/transactions";

  Http(Environment environment) {
    super(environment);
  }

  /** Records a transaction dated Monday, 2 March 2026, and returns its id. */
  public long record(long orderId, String sum) {
    return idOf(
        post(
            TRANSACTIONS,
            "{\"order_id\":%d,\"order_sum\":%s,\"date\":\"2026-03-02T10:00:00Z\"}"
                .formatted(orderId, sum)));
  }

  /** Expects the invoice of an order to have these values. */
  public void expectInvoice(long orderId, String amount, String paid, String state) {
    get("/accounting/invoices/" + orderId)
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.order_id")
        .isEqualTo(orderId)
        .jsonPath("$.amount")
        .isEqualTo(Double.valueOf(amount))
        .jsonPath("$.paid")
        .isEqualTo(Double.valueOf(paid))
        .jsonPath("$.state")
        .isEqualTo(state);
  }
}
