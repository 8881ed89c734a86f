package smallbusiness.benchmarks.relay;

import io.debezium.connector.postgresql.PostgresConnector;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * The alternatives' settings: the relay's connector, configured as its documentation recommends.
 */
final class AlternativeSettings {

  private AlternativeSettings() {}

  /**
   * Returns settings that read the outbox through an existing slot.
   *
   * @param url the database's JDBC URL
   * @param role a role that may replicate; its password equals its name
   */
  static Map<String, String> connector(String url, String role, String slot) {
    URI address = URI.create(url.substring("jdbc:".length()));
    Map<String, String> settings = new HashMap<>();
    settings.put("name", slot);
    settings.put("connector.class", PostgresConnector.class.getName());
    settings.put("topic.prefix", slot);
    settings.put("database.hostname", address.getHost());
    settings.put("database.port", Integer.toString(address.getPort()));
    settings.put("database.dbname", address.getPath().substring(1));
    settings.put("database.user", role);
    settings.put("database.password", role);
    settings.put("plugin.name", "pgoutput");
    settings.put("publication.name", "outbox");
    settings.put("publication.autocreate.mode", "disabled");
    settings.put("slot.name", slot);
    settings.put("snapshot.mode", "no_data");
    settings.put("table.include.list", "messaging.outbox");
    settings.put("tombstones.on.delete", "false");
    settings.put("poll.interval.ms", "5"); // the relay's setting; the default of 500 is slower
    return settings;
  }

  /** Returns settings of an idempotent producer without transactions. */
  static Map<String, Object> producer(String bootstrap) {
    return Map.of(
        "bootstrap.servers",
        bootstrap,
        "enable.idempotence",
        true,
        "linger.ms",
        0,
        "batch.size",
        256 * 1024);
  }
}
