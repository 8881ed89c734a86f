package smallbusiness.messaging.relay.slot;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;

/** Address of the service's database, with the relay's own role: only that role may replicate. */
record RelayConnection(
    String host, int port, String database, String user, String password, Duration senderTimeout) {

  /**
   * Takes the address from the service's JDBC URL.
   *
   * @throws IllegalArgumentException if it is not the URL of one PostgreSQL server
   */
  static RelayConnection of(String url, String user, String password, Duration senderTimeout) {
    Properties address = Driver.parseURL(url, new Properties());
    if (address == null || address.getProperty("PGHOST").contains(",")) {
      throw new IllegalArgumentException("Not the URL of one PostgreSQL server: " + url);
    }
    return new RelayConnection(
        address.getProperty("PGHOST"),
        Integer.parseInt(address.getProperty("PGPORT")),
        address.getProperty("PGDBNAME"),
        user,
        password,
        senderTimeout);
  }

  /**
   * The slot's name. It contains the database's name because slots belong to the whole server.
   * PostgreSQL allows lower-case letters, digits and underscores.
   */
  String slotName() {
    return database.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_") + "_outbox";
  }

  /** The engine's settings for this database. */
  Map<String, String> engineSettings() {
    return Map.of(
        "database.hostname", host,
        "database.port", Integer.toString(port),
        "database.dbname", database,
        "database.user", user,
        "database.password", password,
        "driver.options", "-c wal_sender_timeout=" + senderTimeout.toMillis());
  }

  /** Opens a connection; the caller closes it. */
  Connection open() throws SQLException {
    return open(new Properties());
  }

  /** Opens a connection for replication commands; the caller closes it. */
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
