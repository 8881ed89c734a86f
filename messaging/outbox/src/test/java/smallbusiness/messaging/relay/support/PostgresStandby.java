package smallbusiness.messaging.relay.support;

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

/** A physical standby of another server that also synchronizes failover slots. */
public final class PostgresStandby implements AutoCloseable {

  private static final String PHYSICAL_SLOT = "standby";

  private final int port;
  private final ChildProcess server;

  /**
   * Starts a standby of a running primary.
   *
   * @param folder for its log
   * @param copy the primary's files, copied while the primary was stopped
   */
  public PostgresStandby(PostgresProcess primary, Path folder, Path copy) throws IOException {
    primary.execute(
        "postgres",
        "SELECT pg_create_physical_replication_slot('%s')".formatted(PHYSICAL_SLOT),
        // Logical receivers get only what the standby already has.
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

  public int port() {
    return port;
  }

  /** Whether the slot would survive if the standby were promoted now. */
  public boolean hasSlot(String name) throws SQLException {
    return is(
        "SELECT coalesce(bool_and(synced AND NOT temporary AND invalidation_reason IS NULL), false)"
            + " FROM pg_replication_slots WHERE slot_name = '%s'".formatted(name));
  }

  /** Makes the standby the primary. */
  public void promote() throws SQLException {
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
