package smallbusiness.messaging.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The JVM's PostgreSQL server, with a database and its two roles for each requested name. */
public final class TestPostgres {

  private static final Map<String, Database> DATABASES = new ConcurrentHashMap<>();
  private static final AtomicInteger FRESH = new AtomicInteger();

  private TestPostgres() {}

  /** The server; the first call starts it. */
  public static Parts.Server server() {
    return Holder.SERVER;
  }

  /**
   * The database of that name, created by the first call as an operator would create it: owned by a
   * role of the same name, and with a role {@code <name>_relay} that may replicate. Each role's
   * password is its name.
   */
  public static Database database(String name) {
    return DATABASES.computeIfAbsent(name, TestPostgres::create);
  }

  /** A new database for the caller only, created like {@link #database}. */
  public static Database freshDatabase(String prefix) {
    return database(prefix + "_" + FRESH.incrementAndGet());
  }

  private static Database create(String name) {
    Database database = new Database(name, server().url(name), name, name + "_relay");
    execute(
        "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, name),
        "CREATE ROLE %1$s LOGIN REPLICATION PASSWORD '%1$s'".formatted(database.relayUsername()),
        "ALTER ROLE %s SET wal_sender_timeout = '5s'".formatted(database.relayUsername()),
        "CREATE DATABASE %s OWNER %s".formatted(name, name));
    return database;
  }

  /** Runs statements as the superuser, on the server's own database. */
  public static void execute(String... statements) {
    try (Connection connection = superuser("postgres");
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("A statement failed", e);
    }
  }

  /** A superuser's connection to a database; the caller closes it. */
  public static Connection superuser(String database) throws SQLException {
    Parts.Server server = server();
    return DriverManager.getConnection(server.url(database), server.user(), server.password());
  }

  private static final class Holder {
    static final Parts.Server SERVER = Parts.get().postgres();
  }

  /**
   * One system's database.
   *
   * @param username its owner, whose password is the same text
   * @param relayUsername the role that may replicate, whose password is the same text
   */
  public record Database(String name, String url, String username, String relayUsername) {}
}
