package smallbusiness.messaging.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import smallbusiness.events.sales.CustomerErased;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.messaging.testing.TestPostgres;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.messaging.token.ConsistencyToken;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.Topic;

/** Reads on one replica see the events that another replica applies. */
class ReplicasIT {

  private static final Aggregate CUSTOMER = new Aggregate(Topic.SALES_CUSTOMER, "7");

  /** So long that only a notification can end a wait in time. */
  private static final ConsistencyProperties SLOW_RECHECK =
      new ConsistencyProperties(
          Duration.ofSeconds(2), Duration.ofSeconds(20), Duration.ofMinutes(5));

  private final TestPostgres.Database database = TestPostgres.freshDatabase("replicas");
  private final Map<Aggregate, Long> readModel = new ConcurrentHashMap<>();

  @Test
  void a_read_on_one_replica_ends_when_another_applies_its_event() {
    PendingReads here =
        new PendingReads(aggregates -> Map.copyOf(readModel), none -> Set.of(), SLOW_RECHECK);
    VisibilityListener listener = new VisibilityListener(connection(), here, UUID.randomUUID());
    PendingReads there =
        new PendingReads(aggregates -> Map.copyOf(readModel), none -> Set.of(), SLOW_RECHECK);
    var source =
        new DriverManagerDataSource(database.url(), database.username(), database.username());
    VisibilityNotifier notifier =
        new VisibilityNotifier(new JdbcTemplate(source), there, UUID.randomUUID());
    here.start();
    listener.start();
    notifier.start();
    try {
      await().until(() -> listeners(source) == 1);
      var read =
          CompletableFuture.runAsync(
              () -> here.await(ConsistencyToken.NONE.with(CUSTOMER, 2), Duration.ofSeconds(15)));
      await().until(() -> here.size() == 1);

      readModel.put(CUSTOMER, 2L);
      notifier.applied(List.of(erased()));

      assertThat(read).succeedsWithin(Duration.ofSeconds(10));
    } finally {
      notifier.stop();
      listener.stop();
      here.stop();
    }
  }

  private static int listeners(DriverManagerDataSource source) {
    Integer count =
        new JdbcTemplate(source)
            .queryForObject(
                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN %'"
                    + " AND datname = current_database()",
                Integer.class);
    return count == null ? 0 : count;
  }

  private static ReceivedEvent erased() {
    CustomerErased payload = new CustomerErased(7L, 2L);
    return new ReceivedEvent(
        EventType.of(payload), 0, 1, "7", "id", Instant.EPOCH, 2, null, payload);
  }

  private JdbcConnectionDetails connection() {
    return new JdbcConnectionDetails() {
      @Override
      public String getUsername() {
        return database.username();
      }

      @Override
      public String getPassword() {
        return database.username();
      }

      @Override
      public String getJdbcUrl() {
        return database.url();
      }
    };
  }
}
