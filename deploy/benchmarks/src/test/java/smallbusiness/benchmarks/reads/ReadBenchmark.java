package smallbusiness.benchmarks.reads;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import smallbusiness.benchmarks.support.BrokerProcess;
import smallbusiness.benchmarks.support.QueryApi;
import smallbusiness.benchmarks.support.Report;
import smallbusiness.messaging.testing.TestPostgres;

/** Measures reads of the single API over 16 connections, compared with a constant response. */
class ReadBenchmark {

  private static final Path FIGURES = Path.of("target", "reads.md");
  private static final String SIZES = System.getProperty("benchmark.orders", "10000,1000000");
  private static final Duration TIME =
      Duration.ofMillis(Integer.getInteger("benchmark.millis", 2_500));
  private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 3);
  private static final int UNCACHED_READS = 41;
  private static final Duration WARM_UP = TIME.multipliedBy(2);

  /**
   * One kind of read.
   *
   * @param path {id} stands for a random number from {@code from} to {@code to}
   */
  private record Read(String what, String path, long from, long to) {

    String example() {
      return path.replace("{id}", Long.toString(from));
    }
  }

  private final Report report = new Report();

  @Test
  void measure() throws Exception {
    TestPostgres.Database database = TestPostgres.freshDatabase("query");
    try (BrokerProcess broker = new BrokerProcess();
        QueryApi api = new QueryApi(database, broker.address());
        ReadModelData model = new ReadModelData(database);
        LoadGenerator load = new LoadGenerator(api.port())) {
      Map<String, List<Double>> rates = new LinkedHashMap<>();
      for (String size : SIZES.split(",", -1)) {
        long orders = Long.parseLong(size);
        model.fill(orders);
        report.table(
            "reads over %,d orders, 16 connections".formatted(orders),
            "bytes",
            "requests/s",
            "p50 ms",
            "p99 ms",
            "constant/s",
            "its p99 ms",
            "ratio",
            "alone after a change, ms");
        for (Read read : reads(orders)) {
          double rate = compare(read, api, model, load);
          rates.computeIfAbsent(read.what, what -> new ArrayList<>()).add(rate);
        }
      }
      flatness(rates);
      // Keep these results even if the plans fail.
      report.write(FIGURES);
      plans(api, model);
    }
    report.write(FIGURES);
  }

  private static List<Read> reads(long orders) {
    long customers = orders / ReadModelData.ORDERS_OF_CUSTOMER;
    String month = "?limit=20&from=" + LocalDate.now(ZoneOffset.UTC).minusDays(29);
    return List.of(
        new Read("an order, any of all", "/api/v1/orders/{id}", 1, orders),
        new Read("an order, one of 1,000", "/api/v1/orders/{id}", orders / 2, orders / 2 + 999),
        new Read("an item", "/api/v1/items/{id}", 1, ReadModelData.ITEMS),
        new Read(
            "page: a customer's shipped orders",
            "/api/v1/orders?customer_id={id}&status=SHIPPED&limit=20",
            2, // all orders of the first customer are cancelled
            customers),
        new Read(
            "page: newest unpaid orders",
            "/api/v1/orders?status=CONFIRMED&payment_state=UNPAID&sort=-date&limit=20",
            1,
            1),
        new Read("overview", "/api/v1/overview", 1, 1),
        new Read("report: a month's items", "/api/v1/reports/sales-by-item" + month, 1, 1),
        new Read("report: a month's customers", "/api/v1/reports/sales-by-customer" + month, 1, 1),
        new Read("report: best customers", "/api/v1/reports/sales-by-customer?limit=20", 1, 1),
        new Read("report: countries", "/api/v1/reports/sales-by-country", 1, 1),
        new Read("report: receivables", "/api/v1/reports/receivables", 1, 1),
        new Read("report: low stock", "/api/v1/reports/low-stock?limit=20", 1, 1));
  }

  /** Alternates with the constant response and reports the medians. */
  private double compare(Read read, QueryApi api, ReadModelData model, LoadGenerator load)
      throws Exception {
    int bytes = api.get(read.example()).body().length();
    String constant = "/constant/" + bytes;
    load.ask(read.path, read.from, read.to, WARM_UP);
    load.ask(constant, 1, 1, TIME);
    List<LoadGenerator.Result> ours = new ArrayList<>();
    List<LoadGenerator.Result> ceiling = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ours.add(load.ask(read.path, read.from, read.to, TIME));
      ceiling.add(load.ask(constant, 1, 1, TIME));
    }
    LoadGenerator.Result middle = median(ours);
    LoadGenerator.Result limit = median(ceiling);
    report.row(
        read.what,
        bytes,
        "%,.0f".formatted(middle.rate()),
        "%.2f".formatted(middle.p50() / 1e3),
        "%.2f".formatted(middle.p99() / 1e3),
        "%,.0f".formatted(limit.rate()),
        "%.2f".formatted(limit.p99() / 1e3),
        "%.2f".formatted(middle.rate() / limit.rate()),
        "%.1f".formatted(alone(read, api, model)));
    return middle.rate();
  }

  /** The median time of a single reader whose response is not cached, in milliseconds. */
  private static double alone(Read read, QueryApi api, ReadModelData model) throws SQLException {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < UNCACHED_READS; i++) {
      model.change();
      long start = System.nanoTime();
      api.get(read.example());
      millis.add((System.nanoTime() - start) / 1e6);
    }
    return millis.stream().sorted().toList().get(UNCACHED_READS / 2);
  }

  private static LoadGenerator.Result median(List<LoadGenerator.Result> results) {
    return results.stream()
        .sorted(Comparator.comparingDouble(LoadGenerator.Result::rate))
        .toList()
        .get(results.size() / 2);
  }

  private void flatness(Map<String, List<Double>> rates) {
    report.table("slower at the most orders than at the fewest", "times");
    rates.forEach(
        (what, each) -> report.row(what, "%.2f".formatted(each.getFirst() / each.getLast())));
  }

  private void plans(QueryApi api, ReadModelData model) throws Exception {
    long orders = Long.parseLong(SIZES.substring(SIZES.lastIndexOf(',') + 1));
    Set<String> shown = new LinkedHashSet<>();
    for (Read read : reads(orders)) {
      model.change(); // otherwise the response comes from the cache
      List<String> statements = api.statementsOf(read.example());
      if (statements.stream().noneMatch(statement -> statement.contains("from "))) {
        throw new IllegalStateException("No statement was logged for " + read.example());
      }
      for (String statement : statements) {
        if (shown.add(statement)) {
          report.text(read.example(), model.plan(statement));
        }
      }
    }
  }
}
