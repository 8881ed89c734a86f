package smallbusiness.sales;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Health, metrics, OpenAPI document and problem documents of Sales. */
@SalesTest
class SalesApplicationIT {

  @Autowired SalesClient sales;

  @Test
  void readiness_is_reported() {
    sales.get("/actuator/health/readiness").exchange().expectStatus().isOk();
    sales.get("/actuator/health/liveness").exchange().expectStatus().isOk();
  }

  @Test
  void the_openapi_document_describes_the_paths() {
    sales
        .get("/sales/openapi")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.paths['/sales/orders'].post.summary")
        .exists()
        .jsonPath("$.paths['/sales/orders/{id}/cancellation'].post.summary")
        .exists()
        .jsonPath("$.paths['/sales/customers/{id}'].put.summary")
        .exists()
        .jsonPath("$.paths['/sales/sold_items'].get.summary")
        .exists()
        .jsonPath("$.components.schemas.Order.properties.customer_id")
        .exists();
  }

  @Test
  void open_orders_are_counted_in_the_metrics() {
    byte[] metrics =
        sales
            .get("/actuator/prometheus")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBodyContent();

    assertThat(new String(metrics, UTF_8))
        .contains("sales_orders_open{", "status=\"PLACED\"", "status=\"CONFIRMED\"")
        .contains("sales_orders_oldest_placed_seconds");
  }

  @Test
  void an_unknown_path_is_answered_with_a_problem_document() {
    sales
        .get("/sales/invoices")
        .exchange()
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:problem:not-found");
    sales.put("/sales/orders", "{}").exchange().expectStatus().isEqualTo(405);
    sales.get("/sales/orders?colour=red").exchange().expectStatus().isBadRequest();
    sales.get("/sales/sold_items?limit=0").exchange().expectStatus().isBadRequest();
  }
}
