package smallbusiness.benchmarks.relay;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.context.SmartLifecycle;
import smallbusiness.benchmarks.support.Report;
import smallbusiness.messaging.outbox.EventId;

/**
 * Measures how fast a backlog is published. All candidates take turns with the same rows; the first
 * round is a warm-up, and the result is the median of the others.
 */
final class BacklogThroughput {

  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final int ROWS = Integer.getInteger("benchmark.backlog", 200_000);
  private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 3);

  private final DatabaseServer server;
  private final Alternatives alternatives;
  private final String bootstrap;
  private final Map<String, List<Double>> rates = new LinkedHashMap<>();

  BacklogThroughput(DatabaseServer server, Alternatives alternatives, String bootstrap) {
    this.server = server;
    this.alternatives = alternatives;
    this.bootstrap = bootstrap;
  }

  /** Runs the measurement. The relay must be stopped and must have published everything. */
  void measure(String name, String topic, SmartLifecycle relay, Report report) throws Exception {
    round(name, topic, relay);
    rates.clear();
    for (int round = 0; round < ROUNDS; round++) {
      round(name, topic, relay);
    }
    report.table("backlog of %,d rows of about 300 bytes".formatted(ROWS), "rows/s");
    rates.forEach((what, all) -> report.row(what, "%,.0f".formatted(median(all))));
  }

  private void round(String name, String topic, SmartLifecycle relay) throws Exception {
    for (Alternative alternative : Alternative.values()) {
      server.createSlot(alternative);
    }
    server.append(ROWS);
    readOnly();
    for (Alternative alternative : Alternative.values()) {
      publishBacklog(
          alternative.description(), alternative.topic(), () -> alternatives.start(alternative));
      server.dropSlot(alternative);
    }
    sendOnly();
    publishBacklog(
        name,
        topic,
        () -> {
          relay.start();
          return relay::stop;
        });
  }

  private void readOnly() throws Exception {
    long start = System.nanoTime();
    try (BareReplicationLoop reader =
        new BareReplicationLoop(
            server.url(), server.relayRole(), server.slot(Alternative.FLOOR), null, "")) {
      await().atMost(TIMEOUT).until(() -> reader.rows() >= ROWS);
      addRate("log read and discarded, as pg_recvlogical does", since(start));
    }
  }

  /** Measures the time from the first row's arrival to the last one's. */
  private void publishBacklog(String name, String topic, Callable<AutoCloseable> start)
      throws Exception {
    try (Arrivals arrivals = new Arrivals(bootstrap, topic, false);
        AutoCloseable _ = start.call()) {
      await().atMost(TIMEOUT).until(() -> arrivals.count() >= ROWS);
      addRate(name, arrivals.steadySeconds());
    }
  }

  private void sendOnly() throws Exception {
    long start = System.nanoTime();
    byte[] payload = new byte[288];
    String type = "smallbusiness.events.warehouse.StockChanged";
    try (var producer =
        new KafkaProducer<>(
            AlternativeSettings.producer(bootstrap),
            new StringSerializer(),
            new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      for (int row = 0; row < ROWS; row++) {
        String id = EventId.at(Instant.now()).toString();
        String key = Integer.toString(row % 5_000);
        sent.add(
            producer.send(RelayRecords.of(Alternative.FLOOR.topic(), key, "1", type, id, payload)));
      }
      for (Future<?> one : sent) {
        one.get();
      }
    }
    addRate("the same records from memory, without a log", since(start));
  }

  private void addRate(String what, double seconds) {
    rates.computeIfAbsent(what, _ -> new ArrayList<>()).add(ROWS / seconds);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
