package smallbusiness.benchmarks.projection;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import smallbusiness.benchmarks.support.BrokerProcess;
import smallbusiness.benchmarks.support.EventPublisher;
import smallbusiness.benchmarks.support.QueryApi;
import smallbusiness.benchmarks.support.Report;
import smallbusiness.messaging.testing.TestPostgres;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.Topic;

/** Measures building the read model from the start of the topics, compared with plain upserts. */
class ProjectionBenchmark {

  private static final int EVENTS = Integer.getInteger("benchmark.events", 200_000);
  private static final Duration TIMEOUT = Duration.ofMinutes(20);

  /** As many as query-api's feeds apply in one transaction. */
  private static final int BATCH = 1000;

  /** The approximate memory of an event's rows in this process. */
  private static final int BYTES_OF_EVENT = 4000;

  /** If the events do not fit into memory, only the projection is measured. */
  private static final boolean COMPARED =
      EVENTS <= Runtime.getRuntime().maxMemory() / BYTES_OF_EVENT;

  /** A table, its key, and the keys in the order of the events. */
  private record Table(String name, String key, String conflict, List<String> keys) {}

  private final Report report = new Report();

  @Test
  void measure() throws Exception {
    int orders = EVENTS / BusinessEvents.EVENTS_OF_ORDER;
    Map<Topic, List<String>> keys = new TreeMap<>();
    List<String> places = new ArrayList<>();
    AtomicInteger events = new AtomicInteger();
    TestPostgres.Database database = TestPostgres.freshDatabase("query");
    try (BrokerProcess broker = new BrokerProcess()) {
      try (EventPublisher publishing = new EventPublisher(broker.address())) {
        BusinessEvents.generate(
            orders,
            event -> {
              publishing.accept(event);
              events.incrementAndGet();
              if (COMPARED) {
                String key = EventType.of(event).keyOf(event);
                keys.computeIfAbsent(EventType.of(event).topic(), none -> new ArrayList<>())
                    .add(key);
                places.add(placeInJournal(event));
              }
            });
      }
      report.table(
          "%,d events of %,d orders".formatted(events.get(), orders), "seconds", "events/s");
      project(database, broker, events.get());
    }
    if (COMPARED) {
      List<Table> tables = tables(keys, places);
      compare("the same rows, a statement for each event", database, tables, false, events.get());
      compare("the same rows, a statement for each batch", database, tables, true, events.get());
    }
    report.write(Path.of("target", "projection.md"));
  }

  private void project(TestPostgres.Database database, BrokerProcess broker, int events)
      throws Exception {
    FeedProgress progress = new FeedProgress();
    try (ExecutorService watch = Executors.newSingleThreadExecutor()) {
      Future<?> done =
          watch.submit(
              () -> {
                progress.follow(database, events, TIMEOUT, () -> {});
                return null;
              });
      try (QueryApi api = new QueryApi(database, broker.address())) {
        while (!done.isDone()) {
          api.check();
          Thread.sleep(50);
        }
        done.get();
      } finally {
        watch.shutdownNow();
      }
    }
    row("the read model, all feeds, from a cold start", events, progress.seconds());
    report.row("the same, its second half", "", "%,.0f".formatted(progress.steadyRate()));
  }

  private static List<Table> tables(Map<Topic, List<String>> keys, List<String> places) {
    List<Table> tables = new ArrayList<>();
    keys.forEach(
        (topic, ofTopic) ->
            tables.add(
                switch (topic) {
                  case WAREHOUSE_ITEM -> ofAggregate("item", "id", ofTopic);
                  case WAREHOUSE_RESERVATION -> ofAggregate("reservation", "order_id", ofTopic);
                  case SALES_ORDER -> ofAggregate("sales_order", "id", ofTopic);
                  case SALES_CUSTOMER -> ofAggregate("customer", "id", ofTopic);
                  case ACCOUNTING_TRANSACTION -> ofAggregate("transaction", "id", ofTopic);
                  case ACCOUNTING_INVOICE -> ofAggregate("invoice", "order_id", ofTopic);
                }));
    tables.add(
        new Table(
            "history.journal",
            "concat_ws('/', topic, key, sequence)",
            "(topic, key, sequence) do nothing",
            places));
    return tables;
  }

  private static Table ofAggregate(String name, String key, List<String> keys) {
    return new Table(name, key, "(%s) do update set ${assignments}".formatted(key), keys);
  }

  private static String placeInJournal(SpecificRecord event) {
    EventType type = EventType.of(event);
    return String.join(
        "/", type.topic().topicName(), type.keyOf(event), Long.toString(type.versionOf(event)));
  }

  /** Writes all tables in parallel, each on its own connection. */
  private void compare(
      String what, TestPostgres.Database database, List<Table> tables, boolean together, int events)
      throws Exception {
    List<BareUpserts> writers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(tables.size())) {
      for (Table table : tables) {
        writers.add(new BareUpserts(database, table.name, table.key));
      }
      long start = System.nanoTime();
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < tables.size(); i++) {
        Table table = tables.get(i);
        BareUpserts writer = writers.get(i);
        running.add(
            threads.submit(
                () -> {
                  writer.write(table.keys, BATCH, together, table.conflict);
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
      row(what, events, (System.nanoTime() - start) / 1e9);
    } finally {
      for (BareUpserts writer : writers) {
        writer.close();
      }
    }
  }

  private void row(String what, int events, double seconds) {
    report.row(what, "%.1f".formatted(seconds), "%,.0f".formatted(events / seconds));
  }
}
