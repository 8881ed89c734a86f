package smallbusiness.messaging.relay;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the relay finds its database, and as whom it comes: as a role of its own, because only the
 * relay may replicate.
 */
record RelayConnection(
    String host, int port, String database, String user, String password, Duration senderTimeout) {

  private static final Pattern URL =
      Pattern.compile(
          "jdbc:postgresql://(?<host>[^:/?,]+|\\[[^]]+])(:(?<port>\\d+))?/(?<database>[^?]+)(\\?.*)?");

  private static final int DEFAULT_PORT = 5432;

  /**
   * Derives the address from the service's own.
   *
   * @throws IllegalArgumentException when the URL is not PostgreSQL's
   */
  static RelayConnection of(String url, String user, String password, Duration senderTimeout) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException("Not the URL of one PostgreSQL server: " + url);
    }
    String port = parts.group("port");
    return new RelayConnection(
        parts.group("host"),
        port == null ? DEFAULT_PORT : Integer.parseInt(port),
        parts.group("database"),
        user,
        password,
        senderTimeout);
  }

  /**
   * The slot's name: slots belong to the whole server, so that the database's name must be part of
   * it. PostgreSQL allows lower-case letters, digits and underscores.
   */
  String slotName() {
    return database.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_") + "_outbox";
  }

  /** The engine's settings for this connection. */
  Map<String, String> engineSettings() {
    return Map.of(
        "database.hostname", host,
        "database.port", Integer.toString(port),
        "database.dbname", database,
        "database.user", user,
        "database.password", password,
        "driver.options", "-c wal_sender_timeout=" + senderTimeout.toMillis());
  }

  /** An ordinary connection; the caller closes it. */
  Connection open() throws SQLException {
    return open(new Properties());
  }

  /** A connection that speaks the replication protocol; the caller closes it. */
  Connection openForReplication() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("replication", "database");
    properties.setProperty("assumeMinServerVersion", "10");
    properties.setProperty("preferQueryMode", "simple");
    return open(properties);
  }

  private Connection open(Properties properties) throws SQLException {
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(host, port, database), properties);
  }
}
