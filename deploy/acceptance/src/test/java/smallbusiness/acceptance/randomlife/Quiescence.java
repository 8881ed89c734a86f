package smallbusiness.acceptance.randomlife;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static smallbusiness.acceptance.support.Business.ACCOUNTING;
import static smallbusiness.acceptance.support.Business.QUERY;
import static smallbusiness.acceptance.support.Business.SALES;
import static smallbusiness.acceptance.support.Business.WAREHOUSE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import smallbusiness.acceptance.randomlife.BusinessModel.Outcome;
import smallbusiness.acceptance.support.Databases;
import smallbusiness.acceptance.support.Http;

/** Waits until commands and events are processed. */
final class Quiescence {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final List<Http> SYSTEMS = List.of(WAREHOUSE, SALES, ACCOUNTING);

  private Quiescence() {}

  /** Waits until an order has the outcome that the model predicts, if commands are calm. */
  static void awaitOutcome(OrderCommands commands, long id) {
    if (!commands.calm) {
      return;
    }
    BusinessModel.Order order = commands.model.orders.get(id);
    if (order == null) {
      return;
    }
    Outcome outcome = order.outcome;
    await("order " + id + " of the model: " + outcome)
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(status(SALES, "/sales/orders/" + id)).isEqualTo(String.valueOf(outcome));
              if (outcome == Outcome.CANCELLED) {
                assertThat(status(WAREHOUSE, "/warehouse/reservations/" + id))
                    .isIn("RELEASED", "SHORT");
              }
            });
  }

  /** Waits until all relays have published and all feeds have applied all events. */
  static void awaitAll() {
    await("all events are applied")
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              SYSTEMS.forEach(system -> isZero(system, "relay.lag.events"));
              for (Http service : services()) {
                isZero(service, "feed.lag");
                isZero(service, "feed.failing");
              }
              assertThat(Databases.parked()).isEmpty();
            });
  }

  private static void isZero(Http service, String name) {
    assertThat(service.metric(name)).as("%s of %s", name, service).isZero();
  }

  private static List<Http> services() {
    List<Http> all = new ArrayList<>(SYSTEMS);
    all.add(QUERY);
    return all;
  }

  private static String status(Http service, String path) {
    return service.get(path).body().path("status").asString("");
  }
}
