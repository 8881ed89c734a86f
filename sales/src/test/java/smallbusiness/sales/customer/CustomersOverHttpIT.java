package smallbusiness.sales.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.sales.SalesClient.fresh;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.json.JsonCompareMode;
import smallbusiness.sales.SalesClient;
import smallbusiness.sales.SalesTest;

@SalesTest
class CustomersOverHttpIT {

  private static final String ANA =
      "{\"name\": \"Ana Trujillo\", \"email\": \"ana@shop.example\", \"country\": \"México\"}";

  @Autowired SalesClient sales;

  @Test
  void a_new_customer_is_created_under_the_given_id() {
    long id = fresh();

    sales
        .put(at(id), ANA)
        .exchange()
        .expectStatus()
        .isCreated()
        .expectHeader()
        .valueMatches(HttpHeaders.LOCATION, "http://localhost:\\d+" + at(id))
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"1\"");
    sales
        .get(at(id))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .json(
            """
            {"id": %d, "name": "Ana Trujillo", "email": "ana@shop.example", "country": "México",
             "version": 1}
            """
                .formatted(id),
            JsonCompareMode.STRICT);
  }

  @Test
  void describing_a_customer_again_changes_only_what_differs() {
    long id = described();

    sales
        .put(at(id), "{\"country\": \"Spain\"}")
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"2\"")
        .expectBody()
        .jsonPath("$.country")
        .isEqualTo("Spain")
        .jsonPath("$.name")
        .isEqualTo("Ana Trujillo");
    var same = sales.put(at(id), "{\"country\": \"Spain\"}").exchange();
    same.expectStatus().isOk().expectHeader().valueEquals(HttpHeaders.ETAG, "\"2\"");
  }

  @Test
  void an_incomplete_new_customer_is_refused_with_the_missing_fields_and_stores_nothing() {
    long id = fresh();

    sales
        .put(at(id), "{\"name\": \"Ana\"}")
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].field")
        .isEqualTo("email")
        .jsonPath("$.errors[1].field")
        .isEqualTo("country");
    sales.get(at(id)).exchange().expectStatus().isNotFound();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name":" ","email":"a@b.c","country":"X"}         | name
          {"name":"A\\u0000","email":"a@b.c","country":"X"}  | name
          {"name":7,"email":"a@b.c","country":"X"}           | name
          {"name":null,"email":"a@b.c","country":"X"}        | name
          {"name":"A","email":"nobody","country":"X"}        | email
          {"name":"A","email":"a@b c","country":"X"}         | email
          {"name":"A","email":"a@b.c","country":""}          | country
          {"name":"A","email":"a@b.c","country":"X","age":7} | age
          """)
  void invalid_details_are_refused_with_the_name_of_the_field(String body, String field) {
    sales
        .put(at(fresh()), body)
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].field")
        .isEqualTo(field);
  }

  @Test
  void an_id_must_be_positive() {
    var answer = sales.put(at(0), ANA).exchange();

    answer.expectStatus().isBadRequest().expectBody().jsonPath("$.errors[0].field").isEqualTo("id");
  }

  @Test
  void preconditions_are_checked_for_existing_and_new_customers() {
    long id = fresh();

    var unseen = sales.put(at(id), ANA).header(HttpHeaders.IF_MATCH, "*");
    unseen.exchange().expectStatus().isEqualTo(412);
    var first = sales.put(at(id), ANA).header(HttpHeaders.IF_NONE_MATCH, "*");
    first.exchange().expectStatus().isCreated();
    var again = sales.put(at(id), ANA).header(HttpHeaders.IF_NONE_MATCH, "*");
    again.exchange().expectStatus().isEqualTo(412);
    var stale = sales.put(at(id), "{\"name\": \"B\"}").header(HttpHeaders.IF_MATCH, "\"7\"");
    stale.exchange().expectStatus().isEqualTo(412);
    var seen = sales.put(at(id), "{\"name\": \"B\"}").header(HttpHeaders.IF_MATCH, "\"1\"");
    seen.exchange().expectStatus().isOk();
  }

  @Test
  void an_erased_customer_is_not_found_and_can_be_described_again() {
    long id = described();

    sales.delete(at(id)).exchange().expectStatus().isNoContent();
    sales.get(at(id)).exchange().expectStatus().isNotFound();
    sales.delete(at(id)).exchange().expectStatus().isNotFound();

    sales
        .put(at(id), ANA)
        .exchange()
        .expectStatus()
        .isCreated()
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"3\"");
  }

  @Test
  void erased_customers_are_left_out_of_the_pages() {
    long first = described();
    long erased = described();
    long last = described();
    sales.delete(at(erased)).exchange().expectStatus().isNoContent();

    sales
        .get("/sales/customers?limit=1&after=" + (first - 1))
        .exchange()
        .expectHeader()
        .value(HttpHeaders.LINK, link -> assertThat(link).contains("after=" + first))
        .expectBody()
        .jsonPath("$[0].id")
        .isEqualTo((int) first);
    sales
        .get("/sales/customers?limit=1&after=" + first)
        .exchange()
        .expectBody()
        .jsonPath("$[0].id")
        .isEqualTo((int) last);
  }

  @Test
  void of_concurrent_requests_for_a_new_customer_one_creates_it_and_none_fails() throws Exception {
    long id = fresh();
    Callable<Integer> describe =
        () -> sales.put(at(id), ANA).exchange().expectBody().returnResult().getStatus().value();

    List<Integer> statuses = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (Future<Integer> status : threads.invokeAll(Collections.nCopies(8, describe))) {
        statuses.add(status.get());
      }
    }

    assertThat(statuses).containsOnlyOnce(201).containsOnly(200, 201);
    sales.get(at(id)).exchange().expectBody().jsonPath("$.version").isEqualTo(1);
  }

  private long described() {
    long id = fresh();
    sales.put(at(id), ANA).exchange().expectStatus().isCreated();
    return id;
  }

  private static String at(long id) {
    return "/sales/customers/" + id;
  }
}
