package smallbusiness.benchmarks.relay;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import smallbusiness.benchmarks.support.RelayOnly;
import smallbusiness.benchmarks.support.Report;
import smallbusiness.messaging.outbox.Outbox;
import smallbusiness.messaging.relay.Relay;
import smallbusiness.messaging.testing.RealParts;

/** Measures the relay's latency from commit to consumer and its throughput with a backlog. */
@SpringBootTest(
    classes = RelayOnly.class,
    properties = {
      "spring.application.name=warehouse",
      "spring.config.import=classpath:smallbusiness/messaging/service.yaml",
      "spring.autoconfigure.exclude=smallbusiness.messaging.schema.SchemaAutoConfiguration"
    })
@RealParts(isolated = true, registry = false)
class RelayBenchmark {

  private static final String TOPIC = "warehouse.item";
  private static final String RELAY = "relay, exactly once";
  private static final Path FIGURES = Path.of("target", "relay.md");
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final int ROUNDS = 4;
  private static final int SECONDS = Integer.getInteger("benchmark.seconds", 15);

  @Autowired Outbox outbox;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  @Autowired Relay relay;

  @Value("${spring.kafka.bootstrap-servers}")
  String bootstrap = "";

  @Value("${spring.datasource.url}")
  String url = "";

  @Value("${relay.username}")
  String relayRole = "";

  @TempDir Path folder = Path.of("");

  private final Report report = new Report();

  @Test
  void measure() throws Exception {
    DatabaseServer server = new DatabaseServer(jdbc, url, relayRole);
    Alternatives alternatives = new Alternatives(server, bootstrap, folder);
    OutboxCommands commands = new OutboxCommands(outbox, transaction, jdbc, new AtomicLong());
    createTopics();
    relay.stop();
    RequestContextHolder
        .resetRequestAttributes(); // its consistency token would collect every event
    append(commands);
    relay.stop();
    report.table("from commit to reader, ms", "events/s", "p50", "p99");
    for (Alternative alternative : Alternative.values()) {
      server.createSlot(alternative);
      try (AutoCloseable _ = alternatives.start(alternative)) {
        latencies(alternative.description(), alternative.topic(), commands);
      }
      server.dropSlot(alternative);
    }
    relay.start();
    latencies(RELAY, TOPIC, commands);
    relay.stop();
    report.write(FIGURES); // keep these results even if the rest fails
    new BacklogThroughput(server, alternatives, bootstrap).measure(RELAY, TOPIC, relay, report);
    report.write(FIGURES);
  }

  private void createTopics() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(
              Stream.of(Alternative.values())
                  .map(alternative -> new NewTopic(alternative.topic(), 3, (short) 1))
                  .toList())
          .all()
          .get();
      await().atMost(TIMEOUT).until(() -> admin.listTopics().names().get().contains(TOPIC));
    }
  }

  private void latencies(String what, String topic, OutboxCommands commands) throws Exception {
    latencies(topic, commands, 1_000); // warm-up
    for (int rate : new int[] {10, 500, 1_000}) {
      report.latency(what, rate, latencies(topic, commands, rate));
    }
  }

  /** In milliseconds, sorted. */
  private double[] latencies(String topic, OutboxCommands commands, int rate) throws Exception {
    try (Arrivals arrivals = new Arrivals(bootstrap, topic, true)) {
      Map<String, Long> committed = commands.commit(rate, SECONDS);
      Map<String, Long> arrived = arrivals.times();
      await().atMost(TIMEOUT).until(() -> arrived.keySet().containsAll(committed.keySet()));
      return committed.entrySet().stream()
          .mapToDouble(one -> (arrived.getOrDefault(one.getKey(), 0L) - one.getValue()) / 1e6)
          .map(millis -> Math.max(0, millis)) // the reader may be faster than the writer's thread
          .sorted()
          .toArray();
    }
  }

  /** Alternates between the variants, so that changes of the machine's speed affect all of them. */
  private void append(OutboxCommands commands) {
    jdbc.sql("CREATE TABLE counter (id int PRIMARY KEY, n bigint NOT NULL)").update();
    jdbc.sql("INSERT INTO counter VALUES (1, 0)").update();
    report.table("one client's commands, an update and its commit", "commands/s");
    double without = 0;
    double with = 0;
    for (int round = 0; round < ROUNDS; round++) { // the first ones are a warm-up
      without = commands.perSecond(false);
      with = commands.perSecond(true);
    }
    report.row("without the outbox", "%,.0f".formatted(without));
    report.row("with an event appended", "%,.0f".formatted(with));
    relay.start();
    for (int round = 0; round < ROUNDS; round++) {
      with = commands.perSecond(true);
    }
    report.row("with an event appended, and relayed meanwhile", "%,.0f".formatted(with));
  }
}
