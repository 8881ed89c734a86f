package smallbusiness.query.generation;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Opens the service's database with the schema {@code beside} in the place of {@code public}. */
@Component
@EnableConfigurationProperties(ReadModelProperties.class)
class BesideDatabase {

  static final String SCHEMA = "beside";

  private final DataSource live;
  private final Flyway migrations;
  private final ReadModelProperties properties;

  BesideDatabase(DataSource live, Flyway migrations, ReadModelProperties properties) {
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
      throw new IllegalStateException("The service's connections come from no pool of Hikari", e);
    }
    config.setPoolName("beside");
    config.setSchema(SCHEMA);
    config.setMaximumPoolSize(properties.connections());
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  /** Brings the tables there to the state of those of the live generation. */
  void migrate(DataSource beside) {
    Flyway.configure()
        .configuration(migrations.getConfiguration())
        .dataSource(beside)
        .schemas(SCHEMA)
        .defaultSchema(SCHEMA)
        .createSchemas(false)
        .load()
        .migrate();
  }
}
