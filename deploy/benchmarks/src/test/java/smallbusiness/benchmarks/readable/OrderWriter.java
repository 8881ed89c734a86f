package smallbusiness.benchmarks.readable;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import smallbusiness.benchmarks.support.ChildJvm;
import smallbusiness.benchmarks.support.KeepAliveConnection;
import smallbusiness.benchmarks.support.RelayOnly;
import smallbusiness.benchmarks.support.ResponseHead;
import smallbusiness.events.sales.OrderLine;
import smallbusiness.events.sales.OrderPlaced;
import smallbusiness.events.sales.OrderState;
import smallbusiness.events.sales.OrderStatus;
import smallbusiness.messaging.outbox.Outbox;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.messaging.token.ConsistencyToken;
import smallbusiness.schemas.Topic;

/**
 * A service with outbox and relay that commits orders and reads some of them back from query-api
 * with their token. Runs in its own process; each input line, "rate seconds", is a task, each
 * output line the milliseconds from commit to response.
 */
final class OrderWriter {

  private static final int WRITERS = 4;
  private static final int MAX_ATTEMPTS = 6;
  private static final BigDecimal PRICE = new BigDecimal("12.50");

  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final KeepAliveConnection queryApi;
  private final AtomicLong ids = new AtomicLong();
  private final SplittableRandom random = new SplittableRandom(42);

  private OrderWriter(ConfigurableApplicationContext service, KeepAliveConnection queryApi) {
    this.outbox = service.getBean(Outbox.class);
    this.transaction = new TransactionTemplate(service.getBean(PlatformTransactionManager.class));
    this.queryApi = queryApi;
  }

  /** Arguments are the port of query-api and the service's settings. */
  public static void main(String[] arguments) throws Exception {
    String[] settings = List.of(arguments).subList(1, arguments.length).toArray(String[]::new);
    BufferedReader tasks = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    try (ConfigurableApplicationContext service = SpringApplication.run(RelayOnly.class, settings);
        KeepAliveConnection queryApi = new KeepAliveConnection(Integer.parseInt(arguments[0]))) {
      OrderWriter writer = new OrderWriter(service, queryApi);
      writer.awaitRelay();
      System.out.println(ChildJvm.ANSWER + "ready");
      for (String task = tasks.readLine(); task != null; task = tasks.readLine()) {
        String[] parts = task.split(" ", -1);
        List<String> millis = writer.run(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        System.out.println(ChildJvm.ANSWER + String.join(" ", millis));
      }
    }
  }

  private List<String> run(int rate, int seconds) throws IOException, InterruptedException {
    AtomicBoolean running = new AtomicBoolean(true);
    List<Thread> others = new ArrayList<>();
    for (int i = 0; i < WRITERS && rate > 0; i++) {
      others.add(Thread.ofPlatform().start(() -> write(rate, running)));
    }
    List<String> millis = new ArrayList<>();
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (System.nanoTime() < end) {
      millis.add("%.2f".formatted(commitAndRead() / 1e6));
      // Random pauses, so that commits are not synchronised with the relay.
      LockSupport.parkNanos(random.nextLong(5_000_000, 25_000_000));
    }
    running.set(false);
    for (Thread other : others) {
      other.join();
    }
    return millis;
  }

  /** Waits until the relay has taken its slot. */
  private void awaitRelay() throws IOException {
    long first = commit();
    for (int tries = 0; read(first) != ResponseHead.OK; tries++) {
      if (tries == MAX_ATTEMPTS) {
        throw new IllegalStateException("The relay does not publish");
      }
    }
  }

  private long commitAndRead() throws IOException {
    long id = commit();
    long committed = System.nanoTime();
    int status = read(id);
    if (status != ResponseHead.OK) {
      throw new IllegalStateException("Order " + id + ": a read with its token returned " + status);
    }
    return System.nanoTime() - committed;
  }

  private int read(long id) throws IOException {
    Aggregate order = new Aggregate(Topic.SALES_ORDER, Long.toString(id));
    String token = new ConsistencyToken(Map.of(order, 1L)).toString();
    return queryApi.get(
        "/api/v1/orders/" + id, ConsistencyToken.HEADER + ": " + token + "\r\nPrefer: wait=10\r\n");
  }

  private void write(int rate, AtomicBoolean running) {
    long pause = 1_000_000_000L * WRITERS / rate;
    for (long next = System.nanoTime(); running.get(); next += pause) {
      LockSupport.parkNanos(next - System.nanoTime());
      commit();
    }
  }

  private long commit() {
    long id = ids.incrementAndGet();
    List<OrderLine> lines = List.of(new OrderLine(1L, PRICE, 1L), new OrderLine(2L, PRICE, 2L));
    OrderState state =
        new OrderState(
            id % 1_000, Instant.now(), OrderStatus.PLACED, lines, new BigDecimal("37.50"));
    transaction.executeWithoutResult(tx -> outbox.append(new OrderPlaced(id, 1L, state)));
    return id;
  }
}
