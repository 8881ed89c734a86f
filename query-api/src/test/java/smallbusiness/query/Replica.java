package smallbusiness.query;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.messaging.testing.TestPostgres;
import smallbusiness.messaging.testing.TestRegistry;

/** A replica of query-api that a test starts and stops, on a port of its own. */
public final class Replica implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private Replica(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts a replica on a database and a broker. */
  public static Replica start(
      TestPostgres.Database database, String broker, Map<String, String> settings) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("server.port", "0");
    all.put("server.shutdown", "immediate");
    all.put("spring.datasource.url", database.url());
    all.put("spring.datasource.username", database.username());
    all.put("spring.datasource.password", database.username());
    all.put("spring.kafka.bootstrap-servers", broker);
    all.put("schema-registry.url", TestRegistry.url().toString());
    all.put("monitor.enabled", "false");
    all.put("feed.topic-discovery", "200ms");
    all.put("logging.level.root", "WARN");
    all.putAll(settings);
    return new Replica(
        new SpringApplicationBuilder(QueryApiApplication.class)
            .run(
                all.entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new)));
  }

  /** A client of the replica. */
  public Api api() {
    return new Api(port());
  }

  /** The HTTP port. */
  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** The database of the replica. */
  public JdbcClient jdbc() {
    return context.getBean(JdbcClient.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
