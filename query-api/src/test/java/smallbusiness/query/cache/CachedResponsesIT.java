package smallbusiness.query.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.query.Events.id;
import static smallbusiness.query.Events.item;
import static smallbusiness.query.Events.itemState;
import static smallbusiness.query.Publisher.publish;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import smallbusiness.events.warehouse.ItemChanged;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.messaging.token.ConsistencyToken;
import smallbusiness.query.Api;
import smallbusiness.query.QueryApiTest;
import smallbusiness.schemas.Topic;
import tools.jackson.databind.json.JsonMapper;

/** With the longest tolerance, a response still shows every change that its client has seen. */
@QueryApiTest
@TestPropertySource(properties = "read-cache.tolerance=1s")
class CachedResponsesIT {

  private static final int CHANGES = 20;

  @LocalServerPort int port;

  private final long item = id();
  private final String path = "/api/v1/items/" + item;
  private Api api;

  @BeforeEach
  void publishItem() {
    api = new Api(port);
    publish(item(item, "Mug " + item, "2.00", 1));
    api.awaitVersion(path, 1);
  }

  private long version(String... headers) {
    return JsonMapper.shared().readTree(api.get(path, headers).body()).path("version").asLong();
  }

  @Test
  void a_token_is_honoured() {
    for (long version = 2; version <= CHANGES; version++) {
      version(); // cached, and valid for a second
      publish(changed(version));

      assertThat(version(ConsistencyToken.HEADER, token(version), "Prefer", "wait=10"))
          .isEqualTo(version);
    }
  }

  @Test
  void a_token_is_honoured_in_a_report() {
    String report = "/api/v1/reports/stock-valuation?limit=1000";
    for (long version = 2; version <= CHANGES; version++) {
      api.get(report); // cached, and valid for a second
      publish(changed(version));

      String answer =
          api.get(report, ConsistencyToken.HEADER, token(version), "Prefer", "wait=10").body();

      assertThat(JsonMapper.shared().readTree(answer).valueStream())
          .filteredOn(row -> row.path("item_id").asLong() == item)
          .singleElement()
          .extracting(row -> row.path("quantity").asLong())
          .isEqualTo(version);
    }
  }

  @Test
  void a_change_shown_in_a_list_is_shown_in_the_row() {
    for (long version = 2; version <= CHANGES; version++) {
      version();
      publish(changed(version));
      long wanted = version;
      api.await(
          "/api/v1/items?q=Mug%20" + item, list -> list.path(0).path("version").asLong() == wanted);

      assertThat(version()).isEqualTo(version);
    }
  }

  private ItemChanged changed(long version) {
    return new ItemChanged(item, version, itemState("Mug " + item, "900000.00", version, 0));
  }

  private String token(long version) {
    Aggregate aggregate = new Aggregate(Topic.WAREHOUSE_ITEM, Long.toString(item));
    return new ConsistencyToken(Map.of(aggregate, version)).toString();
  }
}
