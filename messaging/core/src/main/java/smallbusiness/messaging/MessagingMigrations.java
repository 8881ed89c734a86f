package smallbusiness.messaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Creates the tables of the messaging libraries in the PostgreSQL schema {@code messaging}, just
 * before the service's own migrations. Each library on the class path brings its migrations in a
 * folder {@code smallbusiness/messaging/<library>} and has a history table of its own.
 */
@AutoConfiguration(before = FlywayAutoConfiguration.class)
public class MessagingMigrations {

  private static final String ROOT = "smallbusiness/messaging/";

  @Bean
  FlywayMigrationStrategy messagingTablesFirst() throws IOException {
    SortedSet<String> libraries = libraries();
    return flyway -> {
      DataSource database = flyway.getConfiguration().getDataSource();
      libraries.forEach(library -> migrate(database, library));
      flyway.migrate();
    };
  }

  private static SortedSet<String> libraries() throws IOException {
    return Arrays.stream(
            new PathMatchingResourcePatternResolver()
                .getResources("classpath*:" + ROOT + "*/V1__*.sql"))
        .map(MessagingMigrations::library)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String library(Resource migration) {
    try {
      String[] path = migration.getURL().getPath().split("/", -1);
      return path[path.length - 2];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Brings the tables of one library up to date.
   *
   * @param library the name of its folder, such as {@code outbox}
   */
  public static void migrate(DataSource database, String library) {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:" + ROOT + library)
        .schemas("messaging")
        .table(library + "_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }
}
