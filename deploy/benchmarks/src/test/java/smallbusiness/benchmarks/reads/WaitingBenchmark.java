package smallbusiness.benchmarks.reads;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import smallbusiness.benchmarks.support.BrokerProcess;
import smallbusiness.benchmarks.support.EventPublisher;
import smallbusiness.benchmarks.support.QueryApi;
import smallbusiness.benchmarks.support.Report;
import smallbusiness.events.warehouse.ItemAdded;
import smallbusiness.events.warehouse.ItemState;
import smallbusiness.messaging.testing.TestPostgres;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.messaging.token.ConsistencyToken;
import smallbusiness.schemas.Topic;

/** Measures the cost of a thousand reads that wait for a change that has not arrived. */
class WaitingBenchmark {

  private static final int READERS = Integer.getInteger("benchmark.readers", 1_000);
  private static final Duration OBSERVATION = Duration.ofSeconds(3);
  private static final long ITEM = 1;

  private final Report report = new Report();

  @Test
  void measure() throws Exception {
    TestPostgres.Database database = TestPostgres.freshDatabase("query");
    report.table(
        "%,d readers with a token".formatted(READERS),
        "waiting",
        "threads of the process",
        "connections to PostgreSQL",
        "its transactions/s");
    try (BrokerProcess broker = new BrokerProcess();
        QueryApi api = new QueryApi(database, broker.address());
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      state("before", api, database);
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int reader = 0; reader < READERS; reader++) {
        answers.add(http.sendAsync(request(api), BodyHandlers.ofString()));
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(8))
          .until(() -> api.metric("consistency.waiting") == READERS);
      state("while all wait", api, database);
      long start = System.nanoTime();
      try (EventPublisher publishing = new EventPublisher(broker.address())) {
        publishing.accept(awaited());
      }
      CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
      double millis = (System.nanoTime() - start) / 1e6;
      state("after", api, database);
      Map<Integer, Integer> statuses = new TreeMap<>();
      answers.forEach(answer -> statuses.merge(answer.join().statusCode(), 1, Integer::sum));
      report.table("from its publication until the last has an answer", "ms", "answers by status");
      report.row("item added", "%.0f".formatted(millis), statuses);
    }
    report.write(Path.of("target", "waiting.md"));
  }

  private static HttpRequest request(QueryApi api) {
    Aggregate item = new Aggregate(Topic.WAREHOUSE_ITEM, Long.toString(ITEM));
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + api.port() + "/api/v1/items/" + ITEM))
        .header(ConsistencyToken.HEADER, new ConsistencyToken(Map.of(item, 1L)).toString())
        .header("Prefer", "wait=30")
        .build();
  }

  private static ItemAdded awaited() {
    return new ItemAdded(
        ITEM, 1L, new ItemState("Tea", "100 g", "Japan", new BigDecimal("6.50"), 40L, 0L));
  }

  private void state(String when, QueryApi api, TestPostgres.Database database) throws Exception {
    long before = ask(database, "xact_commit from pg_stat_database");
    Thread.sleep(OBSERVATION);
    long after = ask(database, "xact_commit from pg_stat_database");
    report.row(
        when,
        api.metric("consistency.waiting"),
        api.metric("jvm.threads.live"),
        ask(database, "count(*) from pg_stat_activity"),
        "%.0f".formatted((after - before) * 1e3 / OBSERVATION.toMillis()));
  }

  private static long ask(TestPostgres.Database database, String what) throws SQLException {
    try (Connection connection = TestPostgres.superuser("postgres");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select " + what + " where datname = '" + database.name() + "'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
