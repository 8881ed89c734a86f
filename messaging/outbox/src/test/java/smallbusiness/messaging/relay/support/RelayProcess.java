package smallbusiness.messaging.relay.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** A relay in its own JVM, which tests can kill. It logs every change of its role. */
public final class RelayProcess {

  private RelayProcess() {}

  /** Arguments: JDBC URL, owner's role, relay's role (passwords equal names), Kafka's address. */
  public static void main(String[] args) throws InterruptedException {
    // As in a service: debug logs would slow down take-overs.
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    ((Logger) LoggerFactory.getLogger("smallbusiness")).setLevel(Level.INFO);
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(args[0]);
    pool.setUsername(args[1]);
    pool.setPassword(args[1]);
    pool.setMaximumPoolSize(4);
    pool.setConnectionTimeout(2_000);
    pool.setInitializationFailTimeout(-1);
    pool.addDataSourceProperty("socketTimeout", "10");
    TestRelay.create(new HikariDataSource(pool), args[0], args[2], args[3]).relay().start();
    new CountDownLatch(1).await();
  }
}
