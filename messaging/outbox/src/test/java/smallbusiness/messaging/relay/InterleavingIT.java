package smallbusiness.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smallbusiness.messaging.outbox.EventId;
import smallbusiness.messaging.relay.slot.ReplicationSlot;
import smallbusiness.messaging.relay.status.RelayStatus;
import smallbusiness.messaging.relay.support.RelayFixture;
import smallbusiness.messaging.relay.support.TestRelay;
import smallbusiness.messaging.relay.support.TopicReader;

/**
 * Transactions that overlap with each other and with restarts of the relay: some start before and
 * commit after others, with several rows each and heartbeats in between. Kafka transactions of
 * three rows split commits, so that the relay stops and resumes in the middle of them.
 */
class InterleavingIT {

  private static final Logger LOG = LoggerFactory.getLogger(InterleavingIT.class);
  private static final int RESTARTS = Integer.getInteger("relay.restarts", 3);
  private static final long SEED = Long.getLong("relay.seed", System.nanoTime());
  private static final int OPEN = 5;
  private static final String INSERT =
      "INSERT INTO messaging.outbox (occurred_at, topic, key, sequence, type, event_id, payload)"
          + " VALUES (now(), 'warehouse.item', ?, ?, 'test', ?, 'x')";

  private final List<UUID> committed = new ArrayList<>();
  private final List<Writer> writers = new ArrayList<>();
  private RelayFixture outbox;

  @BeforeEach
  void a_running_relay() throws SQLException {
    outbox = RelayFixture.fresh("interleaving");
    restart();
    for (int number = 0; number < OPEN; number++) {
      writers.add(new Writer(number));
    }
  }

  @AfterEach
  void stop() throws SQLException {
    outbox.close();
    for (Writer writer : writers) {
      writer.connection.close();
    }
  }

  @Test
  void transactions_that_overlap_others_and_a_restart_are_published_once() throws SQLException {
    Writer first = writers.get(0);
    Writer second = writers.get(1);
    Writer third = writers.get(2);
    first.append(2);
    second.append(4);
    second.commit();
    outbox.awaitPublished(4);
    first.append(1);
    third.append(7);
    outbox.execute(ReplicationSlot.HEARTBEAT);
    restart();
    third.commit();
    outbox.awaitPublished(11);
    restart();
    second.append(5);
    outbox.execute(ReplicationSlot.HEARTBEAT);
    first.append(1);
    first.commit();
    outbox.awaitPublished(15);
    second.commit();
    restart();
    outbox.awaitPublished(20);
    restart();
    outbox.execute(ReplicationSlot.HEARTBEAT);
    first.append(1);
    first.commit();

    outbox.awaitPublished(21);
    assertAllOnceInCommitOrder();
  }

  @Test
  void random_overlapping_transactions_are_published_once_and_in_commit_order()
      throws SQLException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int restart = 0; restart < RESTARTS; restart++) {
      for (int step = 0; step < 120; step++) {
        Writer writer = writers.get(random.nextInt(OPEN));
        switch (random.nextInt(12)) {
          case 0, 1, 2 -> writer.commit();
          case 3 -> writer.rollback();
          case 4 -> outbox.execute(ReplicationSlot.HEARTBEAT);
          default -> writer.append(1 + random.nextInt(8));
        }
      }
      restart();
    }
    for (Writer writer : writers) {
      writer.commit();
    }

    outbox.awaitPublished(committed.size());
    LOG.info("Seed {}: {} restarts, {} events", SEED, RESTARTS, committed.size());
    assertAllOnceInCommitOrder();
  }

  private void restart() {
    outbox.stop();
    TestRelay relay = outbox.start(Map.of("max-transaction-rows", "3"));
    await()
        .atMost(RelayFixture.TIMEOUT)
        .until(() -> relay.status().role() == RelayStatus.Role.ACTIVE);
  }

  private void assertAllOnceInCommitOrder() {
    List<ConsumerRecord<String, byte[]>> records = outbox.read();
    for (int partition = 0; partition < 3; partition++) {
      int number = partition;
      List<UUID> found = ids(records.stream().filter(r -> r.partition() == number).toList());
      List<UUID> expected = committed.stream().filter(found::contains).toList();
      assertThat(found).isEqualTo(expected);
    }
    assertThat(ids(records)).hasSameSizeAs(committed).containsAll(committed);
  }

  private static List<UUID> ids(List<ConsumerRecord<String, byte[]>> records) {
    return records.stream().map(record -> TopicReader.eventId(record)).toList();
  }

  /** A connection whose transaction stays open until the test ends it. */
  private final class Writer {

    private final Connection connection = outbox.open();
    private final int key;
    private final List<UUID> open = new ArrayList<>();
    private long sequence;

    Writer(int key) throws SQLException {
      this.key = key;
      connection.setAutoCommit(false);
    }

    void append(int rows) throws SQLException {
      try (var insert = connection.prepareStatement(INSERT)) {
        for (int row = 1; row <= rows; row++) {
          UUID id = EventId.at(Instant.now());
          open.add(id);
          insert.setString(1, Integer.toString(key));
          insert.setLong(2, sequence + open.size());
          insert.setObject(3, id);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }

    void commit() throws SQLException {
      connection.commit();
      committed.addAll(open);
      sequence += open.size();
      open.clear();
    }

    void rollback() throws SQLException {
      connection.rollback();
      open.clear();
    }
  }
}
