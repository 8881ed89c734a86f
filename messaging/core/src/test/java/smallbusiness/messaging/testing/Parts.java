package smallbusiness.messaging.testing;

import java.net.URI;
import java.util.ServiceLoader;

/**
 * Where the real parts come from: processes and an embedded broker by default. Another provider,
 * such as one that starts containers, takes their place when it is on the class path as a service;
 * tests do not change.
 */
public interface Parts {

  /** Starts a PostgreSQL server that is the JVM's own. */
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
   * A PostgreSQL server with logical decoding switched on.
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
