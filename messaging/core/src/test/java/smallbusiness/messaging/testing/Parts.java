package smallbusiness.messaging.testing;

import java.net.URI;
import java.util.ServiceLoader;

/**
 * Starts PostgreSQL, Kafka and the schema registry for tests: by default as processes and an
 * embedded broker. A provider that is registered as a service, such as one that starts containers,
 * replaces them.
 */
public interface Parts {

  /** Starts a PostgreSQL server for this JVM. */
  Server postgres();

  /** Starts a Kafka broker and returns its bootstrap servers. */
  String kafka();

  /** Starts a schema registry and returns the root of its Confluent-compatible API. */
  URI registry();

  /** The provider in use. */
  static Parts get() {
    return ServiceLoader.load(Parts.class).findFirst().orElseGet(EmbeddedParts::new);
  }

  /**
   * A PostgreSQL server with logical decoding enabled.
   *
   * @param user a superuser
   * @param password that user's password
   */
  record Server(String host, int port, String user, String password) {

    /** The address of a database on this server. */
    public String url(String database) {
      return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }
  }
}
