package smallbusiness.query.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import smallbusiness.messaging.testing.TestKafka;
import smallbusiness.messaging.testing.TestPostgres;
import smallbusiness.messaging.testing.TestPublisher;
import smallbusiness.query.Events;
import smallbusiness.query.Replica;
import smallbusiness.schemas.Topic;

/** The journal keeps events as long as configured, and refuses requests for older ones. */
class JournalPrunerIT {

  private static final int OLD = 30;

  @Test
  void events_older_than_the_retention_are_pruned_and_a_request_for_them_is_refused() {
    TestPostgres.Database database = TestPostgres.freshDatabase("pruned");
    String broker = TestKafka.freshBroker();
    Instant now = Instant.now();
    try (TestPublisher publisher = new TestPublisher(broker)) {
      List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
      for (long version = 1; version <= OLD; version++) {
        records.add(record(version, now.minus(Duration.ofDays(3))));
      }
      records.add(record(OLD + 1, now));
      publisher.send(records);
    }
    try (Replica whole = Replica.start(database, broker, Map.of())) {
      await().atMost(Duration.ofSeconds(30)).until(() -> events(whole) == OLD + 1);
    }

    Map<String, String> aDay =
        Map.of("journal.keep", "1d", "journal.prune-interval", "50ms", "journal.prune-batch", "7");
    try (Replica replica = Replica.start(database, broker, aDay)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> events(replica) == 1);

      HttpResponse<String> late = replica.api().get("/api/v1/events", "Last-Event-ID", "3");
      assertThat(late.statusCode()).isEqualTo(410);
      assertThat(late.body()).contains("urn:problem:no-longer-kept", "kept_after");
      assertThat(replica.api().json("/api/v1/customers/7/lineage").size()).isEqualTo(1);

      // A replay does not restore pruned events.
      replica.jdbc().sql("update messaging.feed_offset set next_offset = 0").update();
    }
    try (Replica replayed = Replica.start(database, broker, aDay)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  replayed
                          .jdbc()
                          .sql(
                              "select coalesce(max(next_offset), 0) from messaging.feed_offset"
                                  + " where topic = ?")
                          .param(Topic.SALES_CUSTOMER.topicName())
                          .query(Long.class)
                          .single()
                      > OLD);
      assertThat(events(replayed)).isEqualTo(1);
    }
  }

  private static long events(Replica replica) {
    return replica.jdbc().sql("select count(*) from history.journal").query(Long.class).single();
  }

  private static ProducerRecord<byte[], byte[]> record(long version, Instant time) {
    return TestPublisher.record(Events.customer(7, version, "Ada " + version, "Peru"), time);
  }
}
