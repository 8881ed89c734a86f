package smallbusiness.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import smallbusiness.messaging.testing.TestKafka;
import smallbusiness.messaging.testing.TestPostgres;
import smallbusiness.messaging.testing.TestPublisher;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.messaging.token.ConsistencyToken;
import smallbusiness.query.Events;
import smallbusiness.query.Replica;
import smallbusiness.schemas.Topic;

/** A thousand reads that wait for one change need few threads and connections. */
class ThousandReadersIT {

  private static final int READERS = 1000;
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void a_thousand_waiting_reads_take_a_bounded_number_of_threads_and_connections() {
    TestPostgres.Database database = TestPostgres.freshDatabase("readers");
    String broker = TestKafka.freshBroker();
    try (TestPublisher publisher = new TestPublisher(broker);
        Replica replica =
            Replica.start(
                database, broker, Map.of("consistency.max-wait", "60s", "api.patience", "20s"));
        HttpClient http = HttpClient.newHttpClient()) {
      publisher.publish(Events.customer(1, 1, "Ada", "Peru"));
      replica.api().awaitVersion("/api/v1/customers/1", 1);
      long threads = platformThreads();

      String token =
          ConsistencyToken.NONE.with(new Aggregate(Topic.SALES_CUSTOMER, "1"), 2).toString();
      HttpRequest read =
          HttpRequest.newBuilder(
                  URI.create("http://localhost:" + replica.port() + "/api/v1/customers/1"))
              .headers("Consistency-Token", token, "Prefer", "wait=60")
              .version(HttpClient.Version.HTTP_1_1)
              .build();
      List<CompletableFuture<HttpResponse<String>>> answers =
          IntStream.range(0, READERS)
              .mapToObj(n -> http.sendAsync(read, BodyHandlers.ofString()))
              .toList();
      await().atMost(SOON).until(() -> waiting(replica) == READERS);
      long more = platformThreads() - threads;
      long connections = connections(replica);
      publisher.publish(Events.customer(1, 2, "Ada", "Chile"));

      assertThat(answers)
          .allSatisfy(
              answer -> {
                assertThat(answer).succeedsWithin(SOON);
                assertThat(answer.join().statusCode()).isEqualTo(200);
                assertThat(answer.join().body()).contains("Chile");
              });
      System.out.printf(
          "%d waiting reads: %d more platform threads, %d connections to the database%n",
          READERS, more, connections);
      // Includes the carrier threads of virtual threads.
      assertThat(more).isLessThan(64);
      // The pool's 20, one to listen to other replicas, and one for the monitor lease.
      assertThat(connections).isLessThanOrEqualTo(22);
    }
  }

  /** The threads of the service; the client runs in the same process. */
  private static long platformThreads() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && !thread.getThreadName().startsWith("HttpClient"))
        .count();
  }

  private static long waiting(Replica replica) {
    return replica
        .api()
        .json("/actuator/metrics/consistency.waiting")
        .at("/measurements/0/value")
        .asLong();
  }

  private static long connections(Replica replica) {
    return replica
        .jdbc()
        .sql("select count(*) from pg_stat_activity where datname = current_database()")
        .query(Long.class)
        .single();
  }
}
