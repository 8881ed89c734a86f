package smallbusiness.accounting;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Accounting as its operators and newcomers meet it. */
@AccountingTest
class AccountingIT {

  @Autowired private Http http;

  @Test
  void it_is_ready_to_work() {
    http.get("/actuator/health/readiness")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("UP");
  }

  @Test
  void it_describes_its_edge_as_the_json_is() {
    String created = "$.paths['/accounting/transactions'].post";
    http.get("/accounting/openapi")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath(created + ".responses['201']")
        .exists()
        .jsonPath(created + ".parameters[?(@.name == 'Idempotency-Key')]")
        .isNotEmpty()
        .jsonPath("$.paths['/accounting/transactions'].get.parameters[?(@.name == 'order_id')]")
        .isNotEmpty()
        .jsonPath("$.paths['/accounting/invoices/{order_id}'].get")
        .exists()
        .jsonPath("$.components.schemas.NewTransaction.properties.order_sum")
        .exists()
        .jsonPath("$.components.schemas.Invoice.properties.order_id")
        .exists();
  }
}
