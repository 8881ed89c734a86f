package smallbusiness.acceptance.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smallbusiness.acceptance.support.Business;
import smallbusiness.acceptance.support.CsvLoader;
import smallbusiness.acceptance.support.LocalRun;
import tools.jackson.databind.JsonNode;

/** Loads CSV files with {@code deploy/local/load}. */
@Order(4)
class LoadingIT {

  private static final int ORDERS = 150;

  @TempDir Path folder;

  @Test
  void an_interrupted_load_resumes_and_creates_nothing_twice()
      throws IOException, InterruptedException {
    String name = Business.newName("Loaded");
    long customer = 50_001;
    write(
        "items.csv",
        "ref,name,description,country_of_origin,price,quantity",
        "A," + name + ",,Peru,2.50,1000");
    write(
        "customers.csv",
        "id,name,email,country",
        customer + ",Loaded & Sons,loaded@sons.example,Peru");
    String[] orders = new String[ORDERS];
    String[] lines = new String[ORDERS];
    String[] payments = new String[ORDERS];
    for (int i = 0; i < ORDERS; i++) {
      orders[i] = i + "," + customer + ",2026-01-05T10:00:00Z";
      lines[i] = i + ",A,2.50,2";
      payments[i] = i + ",5.00,2026-01-06";
    }
    write("orders.csv", "ref,customer_id,date", orders);
    write("order_lines.csv", "order_ref,item_ref,price,quantity", lines);
    write("transactions.csv", "order_ref,order_sum,date", payments);

    Process interrupted = CsvLoader.start(folder);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> !interrupted.isAlive() || linesOfMap() > ORDERS / 3);
    interrupted.destroyForcibly().waitFor();
    LocalRun.Finished again = CsvLoader.load(folder);
    LocalRun.Finished third = CsvLoader.load(folder);

    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(third.exitCode()).as(third.output()).isZero();
    assertThat(third.output()).contains(ORDERS + " orders (" + ORDERS + " loaded earlier)");
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              JsonNode shown = Business.QUERY.get("/api/v1/customers/" + customer).body();
              assertThat(shown.path("orders").path("count").asInt()).isEqualTo(ORDERS);
              assertThat(shown.path("paid").decimalValue()).isEqualTo(new BigDecimal("750.00"));
            });
  }

  @Test
  void bad_rows_are_reported_by_file_and_line_and_the_rest_is_loaded()
      throws IOException, InterruptedException {
    String name = Business.newName("Good");
    write(
        "items.csv",
        "ref,name,description,country_of_origin,price,quantity",
        "1," + name + ",,Peru,1.00,10",
        "2,Dear,,Peru,much,10",
        "3,Owed,,Peru,1.00,-10",
        "4,Short");
    write(
        "orders.csv",
        "ref,customer_id,date",
        "10,1,2026-01-05",
        "11,1,2999-01-05",
        "12,1,2026-01-05");
    write(
        "order_lines.csv",
        "order_ref,item_ref,price,quantity",
        "10,1,1.00,1",
        "11,1,1.00,1",
        "12,3,1.00,1",
        "99,1,1.00,1");
    write(
        "transactions.csv", "order_ref,order_sum,date", "10,1.00,2026-01-06", "12,1.00,2026-01-06");

    LocalRun.Finished load = CsvLoader.load(folder);

    assertThat(load.exitCode()).isEqualTo(1);
    assertThat(load.output())
        .contains("items.csv:3: price must be a number")
        .contains("items.csv:4: ")
        .contains("items.csv:5: 2 cells where the header has 6")
        .contains("orders.csv:3: ")
        .contains("order_lines.csv:4: item 3 was not loaded")
        .contains("orders.csv:4: order 12 was not loaded because of its lines")
        .contains("order_lines.csv:5: orders.csv has no order 99")
        .contains("transactions.csv:3: order 12 was not loaded")
        .contains("1 items")
        .contains("1 orders")
        .contains("1 transactions");
  }

  private void write(String file, String header, String... rows) throws IOException {
    Files.write(folder.resolve(file), Stream.concat(Stream.of(header), Stream.of(rows)).toList());
  }

  private long linesOfMap() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> maps =
          files.filter(file -> file.getFileName().toString().startsWith("ids-")).toList();
      return maps.isEmpty() ? 0 : Files.readAllLines(maps.getFirst()).size();
    }
  }
}
