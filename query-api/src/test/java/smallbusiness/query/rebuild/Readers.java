package smallbusiness.query.rebuild;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import smallbusiness.query.Api;
import smallbusiness.query.Replica;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Concurrent readers, each of which reads from all replicas in random order. They record a
 * violation when a request fails or returns an older state than before.
 */
final class Readers implements AutoCloseable {

  private final List<Api> apis;
  private final Business business;
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final AtomicLong responses = new AtomicLong();
  private final AtomicLong slowest = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean reading = true;

  Readers(int count, Business business, List<Replica> replicas) {
    this.business = business;
    this.apis = replicas.stream().map(Replica::api).toList();
    IntStream.range(0, count)
        .forEach(seed -> threads.add(Thread.ofPlatform().start(() -> read(new Random(seed)))));
  }

  private void read(Random random) {
    Map<String, Long> seen = new HashMap<>();
    while (reading) {
      Api api = apis.get(random.nextInt(apis.size()));
      switch (random.nextInt(4)) {
        case 0 -> look(api, "/api/v1/items/" + (1 + random.nextInt(Business.ITEMS)), seen);
        case 1 -> count(api, seen);
        default -> look(api, "/api/v1/orders/" + (1 + random.nextInt(business.orders() + 1)), seen);
      }
    }
  }

  /** A row that was never seen may not exist yet. */
  private void look(Api api, String path, Map<String, Long> seen) {
    HttpResponse<String> response = get(api, path);
    if (response.statusCode() == 404 && !seen.containsKey(path)) {
      return;
    }
    advance(path, response, body -> body.path("version").asLong(), seen);
  }

  /** Orders are never deleted: their number only grows. */
  private void count(Api api, Map<String, Long> seen) {
    advance(
        "/api/v1/overview",
        get(api, "/api/v1/overview"),
        body ->
            Stream.of("placed", "confirmed", "shipped", "rejected", "cancelled")
                .mapToLong(status -> body.path("orders").path(status).asLong())
                .sum(),
        seen);
  }

  private void advance(
      String path,
      HttpResponse<String> response,
      ToLongFunction<JsonNode> number,
      Map<String, Long> seen) {
    if (response.statusCode() != 200) {
      violations.add(path + " returned " + response.statusCode() + ": " + response.body());
      return;
    }
    long now = number.applyAsLong(JsonMapper.shared().readTree(response.body()));
    Long before = seen.put(path, now);
    if (before != null && now < before) {
      violations.add(path + " went back from " + before + " to " + now);
    }
  }

  private HttpResponse<String> get(Api api, String path) {
    long started = System.nanoTime();
    HttpResponse<String> response = api.get(path);
    slowest.accumulateAndGet((System.nanoTime() - started) / 1_000_000, Math::max);
    responses.incrementAndGet();
    return response;
  }

  /** Violations so far. */
  List<String> violations() {
    return List.copyOf(violations);
  }

  /** Number of responses so far. */
  long responses() {
    return responses.get();
  }

  /** The slowest response since the last call, in milliseconds. */
  long slowestMillis() {
    return slowest.getAndSet(0);
  }

  @Override
  public void close() throws InterruptedException {
    reading = false;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
