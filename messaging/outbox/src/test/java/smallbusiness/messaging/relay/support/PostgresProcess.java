package smallbusiness.messaging.relay.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/** A test's own PostgreSQL server with production's durability settings, which can be killed. */
public final class PostgresProcess implements AutoCloseable {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "on",
          "synchronous_commit", "on",
          "full_page_writes", "on",
          "wal_level", "logical",
          "max_wal_size", "64MB",
          "wal_keep_size", "0",
          "unix_socket_directories", "");

  private final Path data;
  private final EmbeddedPostgres postgres;
  private final String command;

  public PostgresProcess(Path folder) throws IOException {
    data = folder.resolve("postgres");
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPGStartupWait(Duration.ofSeconds(60));
    SETTINGS.forEach(builder::setServerConfig);
    postgres = builder.start();
    command = Files.readString(data.resolve("postmaster.opts")).strip();
  }

  public int port() {
    return postgres.getPort();
  }

  public String url(String database) {
    return "jdbc:postgresql://localhost:" + port() + "/" + database;
  }

  /** The superuser's connection; the caller closes it. */
  public Connection superuser(String database) throws SQLException {
    return DriverManager.getConnection(url(database), "postgres", "postgres");
  }

  public void execute(String database, String... statements) {
    try (Connection connection = superuser(database);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Kills the server and restarts it, so that it runs crash recovery. */
  public void crash(Path folder) throws IOException {
    kill(folder);
    restart(folder);
  }

  /** Shuts down immediately, without a checkpoint. */
  public void kill(Path folder) throws IOException {
    stop(folder, "QUIT");
  }

  /** Shuts down cleanly and copies all files, for a backup or a standby. */
  public Path stopAndCopy(Path folder, String name) throws IOException {
    Path target = folder.resolve(name);
    stop(folder, "INT");
    copy(data, target);
    return target;
  }

  /** Replaces the data with a backup and restarts. */
  public void restore(Path folder, Path backup) throws IOException {
    stop(folder, "INT");
    FileSystemUtils.deleteRecursively(data);
    copy(backup, data);
    restart(folder);
  }

  private static void copy(Path from, Path to) throws IOException {
    FileSystemUtils.copyRecursively(from, to);
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
  }

  private void stop(Path folder, String signal) throws IOException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    ChildProcess.start(folder, "end", List.of("kill", "-" + signal, Long.toString(pid)));
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !server.isAlive());
  }

  /** Starts the stopped server. */
  public void restart(Path folder) {
    launch(folder, command);
    awaitAnswer();
  }

  /** The command that starts the server, as PostgreSQL recorded it. */
  public String command() {
    return command;
  }

  public Path data() {
    return data;
  }

  /** Runs a server's command, not as root because PostgreSQL refuses that. */
  public static ChildProcess launch(Path folder, String command) {
    List<String> start = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      start.addAll(List.of("unshare", "-U"));
    }
    start.addAll(List.of("sh", "-c", "exec " + command));
    return ChildProcess.start(folder, "postgres", start);
  }

  private void awaitAnswer() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(
            () -> {
              try (Connection connection = superuser("postgres")) {
                return connection.isValid(1);
              }
            });
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
