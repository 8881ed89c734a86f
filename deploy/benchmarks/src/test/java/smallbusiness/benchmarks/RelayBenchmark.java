package smallbusiness.benchmarks;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import smallbusiness.messaging.outbox.Outbox;
import smallbusiness.messaging.testing.RealParts;

/** From commit to a reader of committed records, and how fast a backlog goes, beside the floor. */
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
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int BACKLOG = Integer.getInteger("benchmark.backlog", 200_000);
  private static final int ROUNDS = 4;
  private static final int SECONDS = Integer.getInteger("benchmark.seconds", 15);

  @Autowired Outbox outbox;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  @Autowired
  @Qualifier("relay")
  SmartLifecycle relay;

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
    Server server = new Server(jdbc, url, relayRole);
    Commands commands = new Commands(outbox, transaction, jdbc, new AtomicLong());
    createTopics();
    relay.stop();
    RequestContextHolder.resetRequestAttributes(); // its token would gather every event
    append(commands);
    relay.stop();
    report.table("from commit to reader, ms", "events/s", "p50", "p99");
    for (Peer peer : Peer.values()) {
      server.createSlot(peer);
      try (AutoCloseable _ = start(peer, server)) {
        latencies(peer.description(), peer.topic(), commands);
      }
      server.dropSlot(peer);
    }
    relay.start();
    latencies(RELAY, TOPIC, commands);
    relay.stop();
    long published = server.rows();
    report.write(FIGURES); // they took minutes and are kept, whatever becomes of the rest
    report.table("backlog of %,d rows of about 300 bytes".formatted(BACKLOG), "rows/s");
    for (Peer peer : Peer.values()) {
      server.createSlot(peer);
    }
    server.append(BACKLOG);
    reading(server);
    for (Peer peer : Peer.values()) {
      backlog(peer, server);
    }
    raw();
    backlogOfRelay(server.rows() - published);
    report.write(FIGURES);
  }

  /**
   * A worker's offsets are worth nothing once its slot was made anew: each has a file of its own.
   */
  private AutoCloseable start(Peer peer, Server server) throws Exception {
    String slot = server.slot(peer);
    String topic = peer.topic();
    return switch (peer) {
      case FLOOR -> new BareLoop(url, relayRole, slot, bootstrap, topic);
      case ENGINE -> new AtLeastOnce(url, relayRole, slot, bootstrap, topic);
      case CONNECT ->
          new ConnectWorker(
              url,
              relayRole,
              slot,
              bootstrap,
              topic,
              Files.createTempDirectory(folder, "connect").resolve("offsets"));
    };
  }

  private void createTopics() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(
              Stream.of(Peer.values())
                  .map(peer -> new NewTopic(peer.topic(), 3, (short) 1))
                  .toList())
          .all()
          .get();
      await().atMost(PATIENCE).until(() -> admin.listTopics().names().get().contains(TOPIC));
    }
  }

  private void latencies(String what, String topic, Commands commands) throws Exception {
    latencies(topic, commands, 1_000); // warms up
    for (int rate : new int[] {10, 500, 1_000}) {
      report.latency(what, rate, latencies(topic, commands, rate));
    }
  }

  /** In milliseconds, sorted. */
  private double[] latencies(String topic, Commands commands, int rate) throws Exception {
    try (Arrivals arrivals = new Arrivals(bootstrap, topic, true)) {
      Map<String, Long> committed = commands.commit(rate, SECONDS);
      Map<String, Long> arrived = arrivals.times();
      await().atMost(PATIENCE).until(() -> arrived.keySet().containsAll(committed.keySet()));
      return committed.entrySet().stream()
          .mapToDouble(one -> (arrived.getOrDefault(one.getKey(), 0L) - one.getValue()) / 1e6)
          .map(millis -> Math.max(0, millis)) // the reader may be quicker than the writer's thread
          .sorted()
          .toArray();
    }
  }

  private void reading(Server server) throws Exception {
    long start = System.nanoTime();
    try (BareLoop reader = new BareLoop(url, relayRole, server.slot(Peer.FLOOR), null, "")) {
      await().atMost(PATIENCE).until(() -> reader.rows() >= BACKLOG);
      report.rate("log read and thrown away, as pg_recvlogical does", BACKLOG, since(start));
    }
  }

  private void backlog(Peer peer, Server server) throws Exception {
    try (Arrivals arrivals = new Arrivals(bootstrap, peer.topic(), false);
        AutoCloseable _ = start(peer, server)) {
      await().atMost(PATIENCE).until(() -> arrivals.count() >= BACKLOG);
      report.rate(peer.description(), BACKLOG, arrivals.steadySeconds());
    }
    server.dropSlot(peer);
  }

  private void raw() throws Exception {
    long start = System.nanoTime();
    sendRaw();
    report.rate("raw producer, the same bytes", BACKLOG, since(start));
  }

  private void sendRaw() throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrap, "batch.size", 262144),
            new StringSerializer(),
            new ByteArraySerializer())) {
      byte[] payload = new byte[288];
      List<Future<?>> sent = new ArrayList<>();
      for (int row = 0; row < BACKLOG; row++) {
        sent.add(
            producer.send(new ProducerRecord<>(Peer.FLOOR.topic(), "" + row % 5_000, payload)));
      }
      for (Future<?> one : sent) {
        one.get();
      }
    }
  }

  private void backlogOfRelay(long waiting) throws Exception {
    try (Arrivals arrivals = new Arrivals(bootstrap, TOPIC, false)) {
      relay.start();
      await().atMost(PATIENCE).until(() -> arrivals.count() >= waiting);
      report.rate(RELAY, waiting, arrivals.steadySeconds());
    }
  }

  /** Alternates, so that a machine that grows slower or quicker does so for all. */
  private void append(Commands commands) {
    jdbc.sql("CREATE TABLE counter (id int PRIMARY KEY, n bigint NOT NULL)").update();
    jdbc.sql("INSERT INTO counter VALUES (1, 0)").update();
    report.table("one client's commands, an update and its commit", "commands/s");
    double without = 0;
    double with = 0;
    for (int round = 0; round < ROUNDS; round++) { // the first ones warm up
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

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
