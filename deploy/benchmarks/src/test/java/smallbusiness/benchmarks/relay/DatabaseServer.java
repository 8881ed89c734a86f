package smallbusiness.benchmarks.relay;

import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The measured database server and the slots of the alternatives. */
record DatabaseServer(JdbcClient jdbc, String url, String relayRole) {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /**
   * The slot of an alternative. Slots are global to the server, so its name contains the database.
   */
  String slot(Alternative alternative) {
    return alternative.topic() + "_of_" + url.substring(url.lastIndexOf('/') + 1);
  }

  void createSlot(Alternative alternative) throws SQLException {
    asRelay("SELECT pg_create_logical_replication_slot('" + slot(alternative) + "', 'pgoutput')");
  }

  void dropSlot(Alternative alternative) {
    await()
        .atMost(TIMEOUT)
        .ignoreExceptionsInstanceOf(
            SQLException.class) // the server still considers the reader connected
        .untilAsserted(
            () -> asRelay("SELECT pg_drop_replication_slot('" + slot(alternative) + "')"));
  }

  private void asRelay(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url, relayRole, relayRole);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Inserts rows of about 300 bytes, ten per transaction. */
  void append(int rows) {
    jdbc.sql(
            """
            DO $$ BEGIN
            PERFORM set_config('synchronous_commit', 'off', false);
            FOR t IN 1..%d LOOP
              INSERT INTO messaging.outbox
                (occurred_at, topic, key, sequence, type, event_id, payload)
              SELECT now(), 'warehouse.item', (random() * 5000)::int::text, 1,
                'smallbusiness.events.warehouse.StockChanged',
                (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint), 12, '0') || '7'
                  || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid,
                decode(repeat(md5(random()::text), 18), 'hex')
              FROM generate_series(1, 10);
              COMMIT;
            END LOOP;
            PERFORM set_config('synchronous_commit', 'on', false);
            END $$
            """
                .formatted(rows / 10))
        .update();
  }
}
