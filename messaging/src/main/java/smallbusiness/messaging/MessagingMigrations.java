package smallbusiness.messaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import smallbusiness.schemas.Owner;

/**
 * Makes the tables of this library in the PostgreSQL schema {@code messaging}, each part with its
 * own history, just before the service's own migrations: the outbox for a system that publishes,
 * the feed and what the web conventions keep for everybody.
 */
@AutoConfiguration(before = FlywayAutoConfiguration.class)
public class MessagingMigrations {

  @Bean
  FlywayMigrationStrategy messagingTablesFirst(Environment environment) {
    List<String> parts = new ArrayList<>(List.of("feed", "web"));
    if (publishes(environment.getProperty("spring.application.name", ""))) {
      parts.add("outbox");
    }
    return flyway -> {
      parts.forEach(part -> migrate(flyway.getConfiguration().getDataSource(), part));
      flyway.migrate();
    };
  }

  /**
   * Brings one part's tables up to date.
   *
   * @param part {@code outbox}, {@code feed} or {@code web}
   */
  public static void migrate(DataSource database, String part) {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:smallbusiness/messaging/" + part)
        .schemas("messaging")
        .table(part + "_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  private static boolean publishes(String application) {
    return Arrays.stream(Owner.values()).anyMatch(owner -> owner.id().equals(application));
  }
}
