package smallbusiness.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import smallbusiness.messaging.testing.TestPostgres;
import smallbusiness.query.Events;
import smallbusiness.query.Replica;
import tools.jackson.databind.JsonNode;

/**
 * Obstacles of a rebuild: a second operator, a lost connection, an event that only the shadow
 * cannot apply.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContestedRebuildIT {

  private static final int PAST = 20;
  private static final int CONTESTS = 5;
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private final FollowedBusiness followed = new FollowedBusiness("contested");
  private final TestPostgres.Database database = followed.database();
  private final Business business = followed.business();
  private Replica replica;
  private Replica other;
  private Operator operator;
  private Operator colleague;

  @BeforeAll
  void start() {
    business.completeOrders(PAST);
    replica = followed.replica();
    other = followed.replica();
    operator = new Operator(replica);
    colleague = new Operator(other);
    followed.awaitOn(replica);
  }

  @AfterAll
  void end() throws InterruptedException {
    followed.close();
    other.close();
    replica.close();
  }

  @BeforeEach
  void rebuild() {
    operator.perform("rebuild");
    operator.awaitFilled();
    assertThat(operator.perform("compare").path("equal").asBoolean()).isTrue();
  }

  @AfterEach
  void drop() {
    operator.perform("drop");
  }

  @Test
  void of_two_simultaneous_requests_exactly_one_succeeds() {
    for (int contest = 0; contest < CONTESTS; contest++) {
      long next = operator.status().path("shadow").asLong();
      contest("switch", ", \"generation\": " + next);
      assertThat(operator.status().path("live").asLong()).isEqualTo(next);
    }
    contest("drop", "");
    assertThat(operator.status().path("shadow").isNull()).isTrue();
    contest("rebuild", "");
    assertThat(operator.status().path("shadow").isNull()).isFalse();
  }

  @Test
  void an_interrupted_switch_changes_nothing() throws Exception {
    long live = operator.status().path("live").asLong();
    CompletableFuture<HttpResponse<String>> switching;
    try (Connection reader = TestPostgres.superuser(database.name());
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("lock table public.sales_order in access share mode");
      switching = CompletableFuture.supplyAsync(() -> operator.post("switch", ""));
      await()
          .atMost(A_MINUTE)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> terminateSessionsWaitingFor("AccessExclusiveLock"));
      assertThat(switching.join().statusCode()).isEqualTo(503);
      reader.rollback();
    }

    assertThat(operator.status().path("live").asLong()).isEqualTo(live);
    business.publish(Events.customer(8_400, 1, "New", "Peru"));
    replica.api().awaitVersion("/api/v1/customers/8400", 1);
    operator.awaitFilled();
    assertThat(operator.perform("switch").path("live").asLong()).isNotEqualTo(live);
    assertThat(other.api().json("/api/v1/customers/8400").path("version").asLong()).isEqualTo(1);
  }

  @Test
  void a_key_parked_only_in_the_shadow_is_reported_and_prevents_the_switch() {
    replica
        .jdbc()
        .sql("alter table shadow.customer add constraint a_mistake check (id <> 8500)")
        .update();
    business.publish(Events.customer(8_500, 1, "Unwanted", "Peru"));
    replica.api().awaitVersion("/api/v1/customers/8500", 1);
    await().atMost(A_MINUTE).until(() -> parked().findAny().isPresent());

    assertThat(parked().map(event -> event.path("feed").asString())).containsExactly("shadow");
    assertThat(operator.refusal("switch")).contains("parked keys").contains("sales.customer");
    assertThat(operator.perform("compare").path("equal").asBoolean()).isFalse();

    replica.jdbc().sql("alter table shadow.customer drop constraint a_mistake").update();
    long id = parked().findFirst().orElseThrow().path("id").asLong();
    // The event may have been parked by the other replica while this one is not filling yet.
    await().atMost(A_MINUTE).untilAsserted(() -> assertThat(operator.retryParked(id)).isEqualTo(1));

    assertThat(operator.perform("compare").path("equal").asBoolean()).isTrue();
    operator.perform("switch");
    assertThat(other.api().json("/api/v1/customers/8500").path("version").asLong()).isEqualTo(1);
  }

  /** Two operators use two replicas at once: one succeeds, the other is refused. */
  private void contest(String action, String more) {
    List<CompletableFuture<HttpResponse<String>>> both =
        Stream.of(operator, colleague)
            .map(one -> CompletableFuture.supplyAsync(() -> one.post(action, more)))
            .toList();
    List<Integer> responses = both.stream().map(one -> one.join().statusCode()).toList();
    assertThat(responses).as(action).containsExactlyInAnyOrder(200, 409);
  }

  /** Terminates the sessions that wait for a lock of this mode; returns whether there was one. */
  private boolean terminateSessionsWaitingFor(String mode) {
    return replica
            .jdbc()
            .sql(
                """
                select count(pg_terminate_backend(l.pid)) from pg_locks l
                join pg_database d on d.oid = l.database and d.datname = current_database()
                where not l.granted and l.mode = :mode
                """)
            .param("mode", mode)
            .query(Long.class)
            .single()
        > 0;
  }

  private Stream<JsonNode> parked() {
    return replica.api().json("/actuator/parked").valueStream();
  }
}
