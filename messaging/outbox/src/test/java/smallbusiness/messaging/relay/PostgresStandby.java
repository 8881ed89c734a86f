package smallbusiness.messaging.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A physical standby that follows another server, its failover slots included. */
final class PostgresStandby implements AutoCloseable {

  private static final String PHYSICAL_SLOT = "standby";

  private final int port;
  private final Child server;

  /**
   * @param folder where it logs
   * @param copy the primary's files, copied while it was stopped
   */
  PostgresStandby(PostgresProcess primary, Path folder, Path copy) throws IOException {
    primary.execute(
        "postgres",
        "SELECT pg_create_physical_replication_slot('%s')".formatted(PHYSICAL_SLOT),
        // What the standby does not have yet, no logical receiver sees.
        "ALTER SYSTEM SET synchronized_standby_slots = '%s'".formatted(PHYSICAL_SLOT),
        "SELECT pg_reload_conf()");
    port = freePort();
    Files.createFile(copy.resolve("standby.signal"));
    Files.writeString(
        copy.resolve("postgresql.auto.conf"),
        """
        primary_conninfo = 'host=127.0.0.1 port=%d user=postgres password=postgres dbname=postgres'
        primary_slot_name = '%s'
        hot_standby_feedback = on
        sync_replication_slots = on
        """
            .formatted(primary.port(), PHYSICAL_SLOT));
    String command =
        primary
            .command()
            .replace(primary.data().toString(), copy.toString())
            .replace("\"" + primary.port() + "\"", "\"" + port + "\"");
    server = PostgresProcess.launch(folder, command);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> is("SELECT pg_is_in_recovery()"));
  }

  int port() {
    return port;
  }

  /** Whether the standby could go on with the slot if it were promoted now. */
  boolean hasSlot(String name) throws SQLException {
    return is(
        "SELECT coalesce(bool_and(synced AND NOT temporary AND invalidation_reason IS NULL), false)"
            + " FROM pg_replication_slots WHERE slot_name = '%s'".formatted(name));
  }

  /** Becomes the primary. */
  void promote() throws SQLException {
    if (!is("SELECT pg_promote()")) {
      throw new IllegalStateException("The standby was not promoted");
    }
  }

  private boolean is(String sql) throws SQLException {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      return result.next() && result.getBoolean(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "postgres");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
