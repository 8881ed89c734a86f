package smallbusiness.accounting;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Health and OpenAPI document of Accounting. */
@AccountingTest
class AccountingIT {

  @Autowired private Http http;

  @Test
  void accounting_is_ready() {
    http.get("/actuator/health/readiness")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("UP");
  }

  @Test
  void the_openapi_document_describes_the_json() {
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
