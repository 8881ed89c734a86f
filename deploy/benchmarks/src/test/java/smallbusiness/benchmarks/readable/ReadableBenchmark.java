package smallbusiness.benchmarks.readable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import smallbusiness.benchmarks.support.BrokerProcess;
import smallbusiness.benchmarks.support.ChildJvm;
import smallbusiness.benchmarks.support.QueryApi;
import smallbusiness.benchmarks.support.Report;
import smallbusiness.messaging.testing.TestPostgres;

/** Measures the time from an order's commit until query-api returns it, with separate processes. */
class ReadableBenchmark {

  private static final int SECONDS = Integer.getInteger("benchmark.seconds", 15);

  /** Seconds until the JVMs have compiled the code of reads and events. */
  private static final int WARM_UP = Integer.getInteger("benchmark.warm-up", 60);

  private final Report report = new Report();

  @Test
  void measure() throws Exception {
    TestPostgres.Database sales = TestPostgres.freshDatabase("sales");
    TestPostgres.Database query = TestPostgres.freshDatabase("query");
    report.table("from commit to read with its token, ms", "other events/s", "p50", "p99", "reads");
    try (BrokerProcess broker = new BrokerProcess();
        QueryApi api = new QueryApi(query, broker.address());
        ChildJvm writer = writer(sales, broker, api)) {
      writer.answer(Duration.ofMinutes(2));
      ask(writer, 500, WARM_UP);
      for (int rate : new int[] {0, 500}) {
        double[] millis = ask(writer, rate, SECONDS);
        report.row(
            "OrderPlaced, GET /api/v1/orders/{id}",
            rate,
            Report.percentile(millis, 0.50),
            Report.percentile(millis, 0.99),
            millis.length);
      }
    }
    report.write(Path.of("target", "readable.md"));
  }

  /** In milliseconds, sorted. */
  private static double[] ask(ChildJvm writer, int rate, int seconds) throws InterruptedException {
    writer.say(rate + " " + seconds);
    String[] millis = writer.answer(Duration.ofSeconds(seconds + 60L)).split(" ", -1);
    return Arrays.stream(millis).mapToDouble(Double::parseDouble).sorted().toArray();
  }

  private static ChildJvm writer(TestPostgres.Database sales, BrokerProcess broker, QueryApi api) {
    return ChildJvm.java(
        "writer",
        List.of("-Xmx512m"),
        OrderWriter.class,
        Integer.toString(api.port()),
        "--spring.application.name=sales",
        "--spring.main.web-application-type=none",
        "--spring.config.import=classpath:smallbusiness/messaging/service.yaml",
        "--spring.autoconfigure.exclude=smallbusiness.messaging.schema.SchemaAutoConfiguration",
        "--spring.datasource.url=" + sales.url(),
        "--spring.datasource.username=" + sales.username(),
        "--spring.datasource.password=" + sales.username(),
        "--relay.username=" + sales.relayUsername(),
        "--relay.password=" + sales.relayUsername(),
        "--spring.kafka.bootstrap-servers=" + broker.address());
  }
}
