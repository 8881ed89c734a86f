package smallbusiness.local.component;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.file.PathUtils;
import smallbusiness.local.process.ProcessSpec;
import smallbusiness.local.setup.Port;
import smallbusiness.local.setup.Setup;
import smallbusiness.local.terminal.StartupException;

/**
 * The PostgreSQL server with a database per service. It listens on the loopback address, requires
 * passwords and is durable: a commit survives a crash of the machine.
 */
public final class Postgres {

  private static final String ADMIN = "postgres";
  private static final String ROLES = "SELECT 1 FROM pg_roles WHERE rolname = '%s'";
  private static final String DATABASES = "SELECT 1 FROM pg_database WHERE datname = '%s'";

  private final Path binaries;
  private final Path data;
  private final Path log;
  private final int port;
  private final List<String> asOrdinaryUser;

  /** Unpacks PostgreSQL's programs. */
  public Postgres(Setup setup) throws IOException, InterruptedException {
    this.binaries = PostgresBinaries.unpack(setup.installation().postgresArchive());
    this.data = setup.data().folder("postgres");
    this.log = setup.data().log("postgres");
    this.port = setup.number(Port.POSTGRES);
    this.asOrdinaryUser = asOrdinaryUser();
  }

  /** Creates the database files if they are missing. An interrupted attempt leaves none. */
  public void prepare() throws IOException, InterruptedException {
    if (Files.exists(data.resolve("PG_VERSION"))) {
      deleteStalePidFile();
      return;
    }
    Path incomplete = data.resolveSibling("postgres.new");
    if (Files.exists(incomplete)) {
      PathUtils.delete(incomplete);
    }
    Path password = Files.createTempFile("admin", ".txt");
    try {
      Files.writeString(password, ADMIN + "\n");
      Tool.run(
          "Creating PostgreSQL's files",
          program(
              "initdb",
              "--pgdata=" + incomplete,
              "--username=" + ADMIN,
              "--pwfile=" + password,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8"),
          log);
    } finally {
      Files.delete(password);
    }
    Files.move(incomplete, data);
  }

  /** How to run the server. */
  public ProcessSpec process() throws IOException {
    List<String> command = program("postgres", "-D", data.toString(), "-p", Integer.toString(port));
    IOUtils.resourceToString("/smallbusiness/local/component/postgresql.conf", UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(setting -> command.addAll(List.of("-c", setting)));
    return new ProcessSpec(
        "postgres", command, Map.of(), log, this::isReady, "INT", Duration.ofSeconds(30));
  }

  /**
   * Creates each database with its owner if it is missing.
   *
   * @param relayed the databases that also get a role for replication
   */
  public void provision(List<String> databases, List<String> relayed) throws SQLException {
    try (Connection admin = connect()) {
      for (String database : databases) {
        createIfMissing(admin, ROLES, database, "CREATE ROLE %1$s LOGIN PASSWORD '%1$s'");
        createIfMissing(admin, DATABASES, database, "CREATE DATABASE %1$s OWNER %1$s");
      }
      for (String database : relayed) {
        createIfMissing(
            admin,
            ROLES,
            database + "_relay",
            "CREATE ROLE %1$s LOGIN REPLICATION PASSWORD '%1$s'",
            // By default, a frozen relay would keep its slot for a minute.
            "ALTER ROLE %1$s SET wal_sender_timeout = '5s'");
      }
    }
  }

  /** The JDBC URL of a database. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private boolean isReady() {
    try (Connection connection = connect()) {
      return connection.isValid(2);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url("postgres") + "?loginTimeout=5", ADMIN, ADMIN);
  }

  /** The names are constants of this module, never input. */
  private static void createIfMissing(
      Connection admin, String query, String name, String... statements) throws SQLException {
    try (Statement statement = admin.createStatement()) {
      if (statement.executeQuery(query.formatted(name)).next()) {
        return;
      }
      for (String sql : statements) {
        statement.execute(sql.formatted(name));
      }
    }
  }

  private List<String> program(String name, String... arguments) {
    List<String> command = new ArrayList<>(asOrdinaryUser);
    command.add(binaries.resolve("bin").resolve(name).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * PostgreSQL refuses to run as root. In a user namespace without a mapping, root and its files
   * look like those of an ordinary user.
   */
  private static List<String> asOrdinaryUser() throws InterruptedException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    if (!Tool.succeeds(List.of("unshare", "-U", "true"))) {
      throw new StartupException(
          "PostgreSQL cannot run as root without user namespaces: run as an ordinary user.");
    }
    return List.of("unshare", "-U");
  }

  /** After a crash, another program may have the process id in the server's pid file. */
  private void deleteStalePidFile() throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid = Math.abs(Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()));
    if (ProcessHandle.of(pid)
        .flatMap(process -> process.info().command())
        .filter(command -> command.endsWith("postgres"))
        .isEmpty()) {
      Files.delete(pidFile);
    }
  }
}
