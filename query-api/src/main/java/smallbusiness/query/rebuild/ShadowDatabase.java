package smallbusiness.query.rebuild;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Opens the service's database with the schema {@code shadow} instead of {@code public}. */
@Component
@EnableConfigurationProperties(ReadModelProperties.class)
class ShadowDatabase {

  static final String SCHEMA = "shadow";

  private final DataSource live;
  private final Flyway migrations;
  private final ReadModelProperties properties;

  ShadowDatabase(DataSource live, Flyway migrations, ReadModelProperties properties) {
    this.live = live;
    this.migrations = migrations;
    this.properties = properties;
  }

  /** A pool with the settings of the service's own; the caller closes it. */
  HikariDataSource open() {
    HikariConfig config = new HikariConfig();
    try {
      live.unwrap(HikariDataSource.class).copyStateTo(config);
    } catch (SQLException e) {
      throw new IllegalStateException("The service's connection pool is not HikariCP", e);
    }
    config.setPoolName("shadow");
    config.setSchema(SCHEMA);
    config.setMaximumPoolSize(properties.connections());
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  /** Runs the migrations of the live read model in the shadow schema. */
  void migrate(DataSource shadow) {
    Flyway.configure()
        .configuration(migrations.getConfiguration())
        .dataSource(shadow)
        .schemas(SCHEMA)
        .defaultSchema(SCHEMA)
        .createSchemas(false)
        .load()
        .migrate();
  }
}
