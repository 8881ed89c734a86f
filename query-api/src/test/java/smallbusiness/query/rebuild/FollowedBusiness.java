package smallbusiness.query.rebuild;

import java.util.Map;
import smallbusiness.messaging.testing.TestKafka;
import smallbusiness.messaging.testing.TestPostgres;
import smallbusiness.query.Replica;

/** A business with its own broker, and a read model fed from it. */
final class FollowedBusiness implements AutoCloseable {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "operator.token", Operator.TOKEN,
          "read-model.poll-interval", "200ms",
          "read-model.compare-patience", "10s");

  private final String broker = TestKafka.freshBroker();
  private final TestPostgres.Database database;
  private final Business business = new Business(broker);

  /** Creates a database with this name for the read model. */
  FollowedBusiness(String name) {
    database = TestPostgres.freshDatabase(name);
  }

  /** Starts another replica of query-api; the caller closes it. */
  Replica replica() {
    return Replica.start(database, broker, SETTINGS);
  }

  Business business() {
    return business;
  }

  String broker() {
    return broker;
  }

  TestPostgres.Database database() {
    return database;
  }

  /** Waits until a replica shows the last order. */
  void awaitOn(Replica replica) {
    replica.api().awaitVersion("/api/v1/orders/" + business.orders(), 2);
  }

  @Override
  public void close() throws InterruptedException {
    business.close();
  }
}
