package smallbusiness.acceptance.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static smallbusiness.acceptance.support.Business.QUERY;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smallbusiness.acceptance.support.CsvLoader;
import smallbusiness.acceptance.support.LocalRun;
import tools.jackson.databind.JsonNode;

/** Loads the business in {@code -Dacceptance.data} and compares the totals with its files. */
@Order(5)
class SuppliedDataIT {

  @TempDir Path folder;

  @Test
  void a_supplied_business_is_loaded_and_its_totals_equal_those_of_its_files()
      throws IOException, InterruptedException {
    String given = System.getProperty("acceptance.data", "");
    assumeTrue(!given.isEmpty(), "no data supplied: set its folder with -Dacceptance.data=DIR");
    copy(Path.of(given));

    LocalRun.Finished load = CsvLoader.load(folder);

    assertThat(load.exitCode()).as(load.output()).isZero();
    assertThat(load.output())
        .contains(rows("items.csv").size() + " items")
        .contains(rows("customers.csv").size() + " customers")
        .contains(rows("orders.csv").size() + " orders")
        .contains(rows("transactions.csv").size() + " transactions");
    Map<String, Long> orderIds = ids("order");
    Map<String, BigDecimal> due = due();
    Map<String, BigDecimal> paid = paid();
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertOrders(orderIds, due, paid));
    await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertStock(paid.keySet()));
  }

  /** Paid orders are shipped, the others wait for payment; sums equal those of the files. */
  private static void assertOrders(
      Map<String, Long> ids, Map<String, BigDecimal> due, Map<String, BigDecimal> paid) {
    Map<Long, JsonNode> shown =
        QUERY.all("/api/v1/orders").stream()
            .collect(Collectors.toMap(order -> order.path("id").asLong(), order -> order));
    ids.forEach(
        (ref, id) -> {
          assertThat(shown).as("order %s", ref).containsKey(id);
          JsonNode order = Objects.requireNonNull(shown.get(id));
          assertThat(order.path("total").decimalValue()).as(ref).isEqualTo(due.get(ref));
          assertThat(order.path("paid").decimalValue())
              .as(ref)
              .isEqualTo(paid.getOrDefault(ref, new BigDecimal("0.00")));
          assertThat(order.path("status").asString())
              .as(ref)
              .isEqualTo(paid.containsKey(ref) ? "SHIPPED" : "CONFIRMED");
          assertThat(order.path("payment_state").asString())
              .as(ref)
              .isEqualTo(paid.containsKey(ref) ? "PAID" : "UNPAID");
        });
  }

  /** The quantity excludes what was shipped; reserved is what waits for payment. */
  private void assertStock(Set<String> shippedOrders) throws IOException {
    Map<String, Long> shipped = new HashMap<>();
    Map<String, Long> waiting = new HashMap<>();
    for (String[] line : rows("order_lines.csv")) {
      (shippedOrders.contains(line[0]) ? shipped : waiting)
          .merge(line[1], Long.parseLong(line[3]), Long::sum);
    }
    Map<String, Long> ids = ids("item");
    for (String[] item : rows("items.csv")) {
      String ref = item[0];
      JsonNode shown = QUERY.get("/api/v1/items/" + ids.get(ref)).body();
      long quantity = Long.parseLong(item[item.length - 1]) - shipped.getOrDefault(ref, 0L);
      assertThat(shown.path("quantity").asLong()).as("item %s", ref).isEqualTo(quantity);
      assertThat(shown.path("reserved").asLong())
          .as("item %s", ref)
          .isEqualTo(waiting.getOrDefault(ref, 0L));
    }
  }

  private Map<String, BigDecimal> due() throws IOException {
    Map<String, BigDecimal> due = new HashMap<>();
    for (String[] line : rows("order_lines.csv")) {
      due.merge(
          line[0], new BigDecimal(line[2]).multiply(new BigDecimal(line[3])), BigDecimal::add);
    }
    return due;
  }

  private Map<String, BigDecimal> paid() throws IOException {
    Map<String, BigDecimal> paid = new HashMap<>();
    Set<String> orders = new HashSet<>();
    for (String[] payment : rows("transactions.csv")) {
      orders.add(payment[0]);
      paid.merge(payment[0], new BigDecimal(payment[1]), BigDecimal::add);
    }
    assertThat(orders).isNotEmpty();
    return paid;
  }

  /** The identifier map that the loader wrote next to the data. */
  private Map<String, Long> ids(String kind) throws IOException {
    Map<String, Long> ids = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      Path map =
          files
              .filter(file -> file.getFileName().toString().startsWith("ids-"))
              .findFirst()
              .orElseThrow();
      for (String[] row : cells(map)) {
        if (row[0].equals(kind)) {
          ids.put(row[1], Long.parseLong(row[2]));
        }
      }
    }
    return ids;
  }

  private List<String[]> rows(String file) throws IOException {
    return cells(folder.resolve(file));
  }

  /** Splits at commas outside quotes; enough for the columns that are read here. */
  private static List<String[]> cells(Path file) throws IOException {
    List<String[]> rows = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      rows.add(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1));
    }
    return rows;
  }

  private void copy(Path given) throws IOException {
    try (Stream<Path> files = Files.list(given)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".csv")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }
}
