package smallbusiness.acceptance.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static smallbusiness.acceptance.support.Business.ACCOUNTING;
import static smallbusiness.acceptance.support.Business.QUERY;
import static smallbusiness.acceptance.support.Business.SALES;
import static smallbusiness.acceptance.support.Business.WAREHOUSE;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Compares the read model with the three systems, row by row, including versions. */
public final class Convergence {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Convergence() {}

  /** Waits until they are equal. */
  public static void awaitAll() {
    awaitSame(
        WAREHOUSE,
        "/warehouse/items",
        "/api/v1/items?removed=false",
        List.of("version", "name", "country_of_origin", "price", "quantity", "reserved"));
    awaitSame(
        SALES,
        "/sales/orders",
        "/api/v1/orders",
        List.of("version", "customer_id", "date", "status", "total"));
    awaitSame(
        ACCOUNTING,
        "/accounting/transactions",
        "/api/v1/transactions?voided=false",
        List.of("version", "order_id", "order_sum", "date"));
  }

  private static void awaitSame(Http owner, String list, String shown, List<String> fields) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(rows(QUERY, shown, fields)).isEqualTo(rows(owner, list, fields)));
  }

  private static Map<Long, String> rows(Http http, String path, List<String> fields) {
    Map<Long, String> rows = new TreeMap<>();
    for (JsonNode row : http.all(path)) {
      StringBuilder text = new StringBuilder();
      fields.forEach(field -> text.append(field).append('=').append(row.path(field)).append(' '));
      rows.put(row.path("id").asLong(), text.toString());
    }
    return rows;
  }
}
